using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>An address that an answer gave, the name that owns the record (the end of a CNAME chain), and how long it holds.</summary>
public readonly record struct DnsAddress(string Owner, IpAddr Address, TimeSpan TimeToLive);
