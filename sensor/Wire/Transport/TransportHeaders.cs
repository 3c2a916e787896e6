using NetSensor.Wire.Network;
using NetSensor.Wire.Tunnels;

namespace NetSensor.Wire.Transport;

/// <summary>What follows an IP header, by its protocol number.</summary>
internal static class TransportHeaders
{
    private const int AuthenticationMinimum = 8;

    /// <summary>Reads the header at <see cref="PacketHeaders.PayloadOffset"/> and finds the packet that it may carry.</summary>
    public static DecodeStatus Read(ReadOnlySpan<byte> bytes, ref PacketHeaders headers)
    {
        DecodeStatus status;
        switch (headers.Protocol)
        {
            case IpProtocol.Tcp:
                return Tcp.Read(bytes, ref headers);
            case IpProtocol.Udp:
                status = Udp.Read(bytes, ref headers);
                if (status == DecodeStatus.Ok) UdpTunnels.Find(bytes, ref headers);
                return status;
            case IpProtocol.Icmp or IpProtocol.IcmpV6:
                return Icmp.Read(bytes, ref headers);
            case IpProtocol.Sctp:
                return Sctp.Read(bytes, ref headers);
            case IpProtocol.Gre:
                return Gre.Read(bytes, ref headers);
            case IpProtocol.IPv4 or IpProtocol.IPv6 or IpProtocol.EtherIp or IpProtocol.Mpls:
                IpTunnels.Find(bytes, ref headers);
                return DecodeStatus.Ok;
            case IpProtocol.Ah when !headers.IsIPv6:
                return ReadAuthenticated(bytes, ref headers);
            default:
                return DecodeStatus.Ok;
        }
    }

    /// <summary>An authentication header hides nothing: what follows it is read (RFC 4302 §2); once, since nobody nests them.</summary>
    private static DecodeStatus ReadAuthenticated(ReadOnlySpan<byte> bytes, ref PacketHeaders headers)
    {
        var header = bytes.Slice(headers.PayloadOffset, headers.PayloadLength);
        if (header.Length < AuthenticationMinimum) return Ports.Cut(AuthenticationMinimum, ref headers);
        var length = Ipv6Extensions.LengthOf(IpProtocol.Ah, header[1]);
        if (length > header.Length) return Ports.Cut(length, ref headers);
        if ((IpProtocol)header[0] == IpProtocol.Ah) return DecodeStatus.Ok;
        headers.Protocol = (IpProtocol)header[0];
        Ipv6Extensions.Advance(ref headers, length);
        return Read(bytes, ref headers);
    }
}
