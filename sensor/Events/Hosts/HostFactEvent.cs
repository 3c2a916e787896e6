using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>
/// Something was learnt of a host: told once when it is new and when it changes, not for every packet that says it again; one line of
/// host_facts.log. Derived, so it has the flow of the event that told it, or none.
/// </summary>
public sealed class HostFactEvent : SensorEvent
{
    /// <summary>The host's address; null when only its hardware address is known.</summary>
    public IpAddr? Address { get; init; }
    /// <summary>The host's hardware address; not known when it is behind a router.</summary>
    public MacAddress Mac { get; init; }
    /// <summary>What is said.</summary>
    public required HostFactKind Kind { get; init; }
    /// <summary>The fact itself.</summary>
    public required string Value { get; init; }
    /// <summary>What this host's fact of this kind was before, of kinds that a host has one of; null when it is new.</summary>
    public string? Previous { get; init; }
    /// <summary>Who says it: "dhcp", "arp", "mdns", ….</summary>
    public required string Source { get; init; }
    /// <summary>Since when it holds.</summary>
    public required Timestamp ValidFrom { get; init; }
    /// <summary>Until when it holds unless it is said again: a lease, a time to live; null when nothing limits it.</summary>
    public Timestamp? ValidTo { get; init; }
}
