using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>
/// A neighbour discovery message (RFC 4861) that says which hardware address somebody has, or who routes. Told when that is new between its two
/// addresses, changes, or was last told in another hour.
/// </summary>
public sealed class NeighbourEvent : SensorEvent
{
    /// <summary>Type of ICMPv6: 133 router solicitation, 134 router advertisement, 135 neighbour solicitation, 136 neighbour advertisement.</summary>
    public required int Type { get; init; }
    /// <summary>Who sent it; "::" while it checks whether its address is free.</summary>
    public required IpAddr Sender { get; init; }
    /// <summary>The hardware address from which the frame came.</summary>
    public MacAddress FrameMac { get; init; }
    /// <summary>The address asked for or answered; null for routers' messages.</summary>
    public IpAddr? Target { get; init; }
    /// <summary>The link-layer address that the message gives: the sender's own, or the target's in an advertisement; not set when it gives none.</summary>
    public MacAddress LinkAddress { get; init; }
    /// <summary>Whether an advertisement says that its sender routes, or a router's says for how long it will.</summary>
    public bool IsRouter { get; init; }
    /// <summary>How long a router wants to be used; null for others.</summary>
    public TimeSpan? RouterLifetime { get; init; }
    /// <summary>Prefixes that a router announces, as "2001:db8::/64".</summary>
    public IReadOnlyList<string>? Prefixes { get; init; }
    /// <summary>DNS servers that a router announces (RFC 8106).</summary>
    public IReadOnlyList<IpAddr>? NameServers { get; init; }
}
