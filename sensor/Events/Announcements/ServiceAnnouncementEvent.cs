using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>What one multicast DNS message announces of its sender (RFC 6762), with the services of DNS-SD in it (RFC 6763).</summary>
public sealed class ServiceAnnouncementEvent : SensorEvent
{
    /// <summary>Who sent it.</summary>
    public required IpAddr Sender { get; init; }
    /// <summary>The sender's hardware address.</summary>
    public MacAddress SenderMac { get; init; }
    /// <summary>The records of all sections, in their order.</summary>
    public required IReadOnlyList<AnnouncedRecord> Records { get; init; }
}
