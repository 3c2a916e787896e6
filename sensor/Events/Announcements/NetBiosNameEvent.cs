using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>A host claims, gives or lists NetBIOS names (RFC 1002 §4.2).</summary>
public sealed class NetBiosNameEvent : SensorEvent
{
    /// <summary>"registration", "refresh", "release", "answer" or "status".</summary>
    public required string Operation { get; init; }
    /// <summary>Who sent it.</summary>
    public required IpAddr Sender { get; init; }
    /// <summary>The sender's hardware address on this link.</summary>
    public MacAddress SenderMac { get; init; }
    /// <summary>Whose names they are: the address in the record, else the sender.</summary>
    public required IpAddr Owner { get; init; }
    /// <summary>The names.</summary>
    public required IReadOnlyList<NetBiosEntry> Names { get; init; }
    /// <summary>The hardware address that a status answer tells; some systems leave it zero.</summary>
    public MacAddress UnitId { get; init; }
}
