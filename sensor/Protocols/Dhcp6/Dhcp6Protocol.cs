using NetSensor.Events;

namespace NetSensor.Protocols.Dhcp6;

/// <summary>DHCPv6 (RFC 8415). Zeek has no name for it.</summary>
public static class Dhcp6Protocol
{
    /// <summary>The descriptor: on its own ports only, as nothing marks its messages.</summary>
    public static ProtocolDescriptor Descriptor { get; } = new(
        "dhcpv6", Transport.Udp, [546, 547],
        Probe, static () => new Dhcp6Parser());

    private static ProbeVerdict Probe(ReadOnlySpan<byte> bytes, Direction side, bool likelyPort) =>
        likelyPort && Dhcp6Message.TryRead(bytes, out _) ? ProbeVerdict.Yes : ProbeVerdict.No;
}
