using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>A named part of the network ("dmz", "guest", "site-berlin") and its address blocks.</summary>
public sealed record NetworkZone(string Name, IReadOnlyList<IpPrefix> Prefixes);
