namespace NetSensor.Events;

/// <summary>A router was asked to open a port to the outside, and said whether it did (NAT-PMP, PCP); deletions (lifetime 0) as well.</summary>
public sealed class PortMappingEvent : SensorEvent
{
    /// <summary>"nat-pmp" or "pcp".</summary>
    public required string Protocol { get; init; }
    /// <summary>What is mapped: TCP, UDP, or null for all.</summary>
    public Transport? Mapped { get; init; }
    /// <summary>The port of the host that asked; 0 for all.</summary>
    public required ushort InternalPort { get; init; }
    /// <summary>The port outside, as the router gave it.</summary>
    public required ushort ExternalPort { get; init; }
    /// <summary>For how long; zero deletes.</summary>
    public required TimeSpan Lifetime { get; init; }
    /// <summary>0 when it was granted, else the protocol's own number of the reason.</summary>
    public required int Result { get; init; }
}
