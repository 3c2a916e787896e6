using NetSensor.Wire;

namespace NetSensor.Analyzers.Correlation;

/// <summary>A question for a name as dns.log tells it.</summary>
public sealed record SensorLookup(string Uid, Timestamp Time, IpAddr Client, string Query);
