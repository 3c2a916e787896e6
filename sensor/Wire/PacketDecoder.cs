namespace NetSensor.Wire;

/// <summary>Turns bytes into headers; never throws, never allocates.</summary>
public static class PacketDecoder
{
    private const int MaxLinkHeaders = 16; // real stacks need 5 (Ethernet, two tags, MPLS, Ethernet); a frame full of tags is an attack

    /// <summary>Decodes one packet down to its first transport header; what it found before a fault stays valid.</summary>
    public static DecodeStatus Decode(in RawPacket packet, out PacketHeaders headers) =>
        Decode(packet.Bytes, packet.Link, packet.WireLength, out headers);

    /// <summary>As above, for a packet carried inside another one.</summary>
    public static DecodeStatus Decode(ReadOnlySpan<byte> bytes, LinkType link, int wireLength, out PacketHeaders headers)
    {
        headers = default;
        var offset = 0;
        Layer layer;
        switch (link)
        {
            case LinkType.Ethernet: layer = Ethernet.Read(bytes, ref offset, ref headers); break;
            case LinkType.Raw or LinkType.RawBsd or LinkType.RawOpenBsd: layer = Layer.Ip; break;
            case LinkType.IPv4: layer = Layer.IPv4; break;
            case LinkType.IPv6: layer = Layer.IPv6; break;
            default: return DecodeStatus.UnknownLink;
        }
        for (var count = 0; count < MaxLinkHeaders; count++)
        {
            switch (layer)
            {
                case Layer.IPv4: return Transport(bytes, Ipv4.Read(bytes, offset, wireLength, ref headers), ref headers);
                case Layer.IPv6: return Transport(bytes, Ipv6.Read(bytes, offset, wireLength, ref headers), ref headers);
                case Layer.Vlan: layer = Vlan.Read(bytes, ref offset, ref headers); break;
                case Layer.Ethernet: layer = Ethernet.Read(bytes, ref offset, ref headers); break;
                case Layer.Ip: layer = IpVersion(bytes, offset); break;
                case Layer.Arp: return Arp.Read(bytes, offset, ref headers);
                case Layer.Truncated: return DecodeStatus.TruncatedNetwork;
                case Layer.Malformed: return DecodeStatus.Malformed;
                default: return DecodeStatus.NotIp;
            }
        }
        return DecodeStatus.Malformed;
    }

    private static Layer IpVersion(ReadOnlySpan<byte> bytes, int offset)
    {
        if (offset >= bytes.Length) return Layer.Truncated;
        return (bytes[offset] >> 4) switch { 4 => Layer.IPv4, 6 => Layer.IPv6, _ => Layer.Malformed };
    }

    private static DecodeStatus Transport(ReadOnlySpan<byte> bytes, DecodeStatus network, ref PacketHeaders headers)
    {
        if (network != DecodeStatus.Ok) return network;
        return headers.Protocol switch
        {
            IpProtocol.Tcp => Tcp.Read(bytes, ref headers),
            IpProtocol.Udp => Udp.Read(bytes, ref headers),
            IpProtocol.Icmp or IpProtocol.IcmpV6 => Icmp.Read(bytes, ref headers),
            _ => DecodeStatus.Ok,
        };
    }
}
