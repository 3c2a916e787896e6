namespace NetSensor.Wire.Tunnels;

/// <summary>
/// Packets directly behind an IP header: IPv4 (RFC 2003), IPv6 (RFC 2473, RFC 4213), MPLS (RFC 4023), Ethernet (RFC 3378):
/// <code>
/// EtherIP: | version 3 4 bits, reserved 12 bits | Ethernet frame
/// </code>
/// </summary>
internal static class IpTunnels
{
    private const int EtherIpHeaderLength = 2;
    private const int EtherIpVersion = 3;

    /// <summary>Notes the packet that the payload is.</summary>
    public static void Find(ReadOnlySpan<byte> bytes, ref PacketHeaders headers)
    {
        var payload = bytes.Slice(headers.PayloadOffset, headers.PayloadLength);
        if (payload.IsEmpty) return;
        switch (headers.Protocol)
        {
            case IpProtocol.EtherIp:
                if (payload[0] >> 4 == EtherIpVersion) InnerPacket.Begin(Encapsulation.EtherIp, LinkType.Ethernet, EtherIpHeaderLength, ref headers);
                break;
            case IpProtocol.Mpls:
                InnerPacket.Begin(Encapsulation.Mpls, LinkType.Mpls, 0, ref headers);
                break;
            default:
                var announced = headers.Protocol == IpProtocol.IPv4 ? LinkType.IPv4 : LinkType.IPv6;
                if (InnerPacket.IpLink(payload) == announced) InnerPacket.Begin(Encapsulation.Ip, announced, 0, ref headers);
                else headers.Fault = DecodeFault.InvalidInnerIpVersion;
                break;
        }
    }
}
