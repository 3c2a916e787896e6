using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>A router was asked to open a port to the outside, and said whether it did (NAT-PMP, PCP, UPnP); deletions (lifetime 0) as well.</summary>
public sealed class PortMappingEvent : SensorEvent
{
    /// <summary>"nat-pmp", "pcp" or "upnp".</summary>
    public required string Protocol { get; init; }
    /// <summary>What is mapped: TCP, UDP, or null for all.</summary>
    public Transport? Mapped { get; init; }
    /// <summary>Who gets what comes in; null when that is the host that asked, or could not be read.</summary>
    public IpAddr? InternalClient { get; init; }
    /// <summary>The port of the host inside; 0 for all, null when it could not be read.</summary>
    public required ushort? InternalPort { get; init; }
    /// <summary>The port outside, as the router gave it; null when nobody told.</summary>
    public required ushort? ExternalPort { get; init; }
    /// <summary>For how long; zero deletes, and UPnP's last until they are deleted or the lease that was wished is over, which is not told here.</summary>
    public required TimeSpan Lifetime { get; init; }
    /// <summary>0 when it was granted, else the protocol's own number of the reason.</summary>
    public required int Result { get; init; }
}
