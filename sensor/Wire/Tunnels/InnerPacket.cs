using System.Buffers.Binary;

namespace NetSensor.Wire.Tunnels;

/// <summary>Notes the packet that a payload carries.</summary>
internal static class InnerPacket
{
    private const int MinimumIPv4 = 20;
    private const int MinimumIPv6 = 40;

    /// <summary>Notes that behind <paramref name="headerLength"/> bytes of the payload another packet begins; false when none of it was captured.</summary>
    public static bool Begin(Encapsulation carrier, LinkType link, int headerLength, ref PacketHeaders headers)
    {
        if (headerLength >= headers.PayloadLength) return false;
        headers.Inner = carrier;
        headers.InnerLink = link;
        headers.InnerOffset = headers.PayloadOffset + headerLength;
        headers.InnerLength = headers.PayloadLength - headerLength;
        headers.InnerWireLength = headers.PayloadWireLength - headerLength;
        return true;
    }

    /// <summary>The link type of an IP packet by its version; <see cref="LinkType.Raw"/> when it is neither.</summary>
    public static LinkType IpLink(ReadOnlySpan<byte> packet) => packet.IsEmpty ? LinkType.Raw : (packet[0] >> 4) switch
    {
        4 => LinkType.IPv4,
        6 => LinkType.IPv6,
        _ => LinkType.Raw,
    };

    /// <summary>Bytes that an IP header says its packet has; -1 when it is none or is cut.</summary>
    public static int IpLength(ReadOnlySpan<byte> packet) => IpLink(packet) switch
    {
        LinkType.IPv4 when packet.Length >= MinimumIPv4 => BinaryPrimitives.ReadUInt16BigEndian(packet[2..]),
        LinkType.IPv6 when packet.Length >= MinimumIPv6 => BinaryPrimitives.ReadUInt16BigEndian(packet[4..]) + MinimumIPv6,
        _ => -1,
    };

    /// <summary>The link type that an EtherType stands for; <see cref="LinkType.Null"/> for those that carry no packet.</summary>
    public static LinkType OfType(EtherType type) => type switch
    {
        EtherType.IPv4 => LinkType.IPv4,
        EtherType.IPv6 => LinkType.IPv6,
        EtherType.EthernetBridging => LinkType.Ethernet,
        EtherType.Mpls or EtherType.MplsMulticast => LinkType.Mpls,
        EtherType.Vlan => LinkType.Vlan,
        EtherType.Ppp => LinkType.Ppp,
        _ => LinkType.Null,
    };
}
