using NetSensor.Analyzers.Beaconing.Channels;

namespace NetSensor.Analyzers.Beaconing;

/// <summary>What was concluded of a channel.</summary>
internal sealed record Verdict(Candidate Channel, BeaconScore Score, SizeProfile Sizes, Surroundings Around, BeaconRisk Risk);
