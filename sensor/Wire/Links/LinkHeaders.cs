namespace NetSensor.Wire.Links;

/// <summary>The header with which each link type begins, and the walk from there to the network header.</summary>
internal static class LinkHeaders
{
    private const int MaxHeaders = 16; // real stacks need 6 (Ethernet, two tags, MPLS, Ethernet, tag); a frame full of tags is an attack
    private const int FddiHeaderLength = 13;
    private const int SunAtmHeaderLength = 4;

    /// <summary>Walks to the network header and leaves <paramref name="offset"/> there.</summary>
    public static Layer Walk(ReadOnlySpan<byte> bytes, LinkType link, ref int offset, ref PacketHeaders headers)
    {
        // nearly every packet is Ethernet with IP right behind it: that path is kept short
        var layer = link == LinkType.Ethernet ? Ethernet.Read(bytes, ref offset, ref headers) : First(bytes, link, ref offset, ref headers);
        for (var count = 0; layer > Layer.Arp; count++)
        {
            if (count == MaxHeaders)
            {
                headers.Fault = DecodeFault.TooManyLinkHeaders;
                return Layer.Malformed;
            }
            if (offset > bytes.Length) // a tag of fixed length that was not all there
            {
                headers.Fault = DecodeFault.TruncatedLinkHeader;
                return Layer.Truncated;
            }
            layer = Next(bytes, layer, ref offset, ref headers);
        }
        return layer;
    }

    private static Layer First(ReadOnlySpan<byte> bytes, LinkType link, ref int offset, ref PacketHeaders headers)
    {
        switch (link)
        {
            case LinkType.Ethernet: return Layer.Ethernet;
            case LinkType.Raw or LinkType.RawBsd or LinkType.RawOpenBsd or LinkType.IPv4 or LinkType.IPv6: return Layer.Ip;
            case LinkType.Null or LinkType.Loop: return BsdLoopback.Read(bytes, ref offset, ref headers);
            case LinkType.LinuxSll: return LinuxCooked.Read(bytes, ref offset, ref headers);
            case LinkType.LinuxSll2: return LinuxCooked.ReadVersion2(bytes, ref offset, ref headers);
            case LinkType.Ppp or LinkType.PppHdlc or LinkType.PppDirection: return ReadPpp(bytes, link, ref offset, ref headers);
            case LinkType.PppEthernet: return Layer.PppoeSession;
            case LinkType.CiscoHdlc: return Layer.CiscoHdlc;
            case LinkType.Ieee80211: return Layer.Ieee80211;
            case LinkType.Ieee80211Radiotap: return Layer.Radiotap;
            case LinkType.Ieee80211Prism or LinkType.Ieee80211Avs: return Layer.Prism;
            case LinkType.NfLog: return NfLog.Read(bytes, ref offset, ref headers);
            case LinkType.Fddi:
                offset += FddiHeaderLength;
                return Layer.Llc;
            case LinkType.FrameRelay: return FrameRelay.Read(bytes, ref offset, ref headers);
            case LinkType.AtmLlc: return Layer.Llc;
            case LinkType.SunAtm:
                offset += SunAtmHeaderLength;
                return Layer.Llc;
            case LinkType.Mpls: return Layer.Mpls;
            case LinkType.Vlan: return Layer.Vlan;
            case LinkType.Amsdu: return Layer.Amsdu;
            case LinkType.Ppi:
                return Behind(Ppi.Read(bytes, ref offset), bytes, ref offset, ref headers);
            case LinkType.Pktap:
                return Behind(Pktap.Read(bytes, ref offset), bytes, ref offset, ref headers);
            default: return Layer.Unknown;
        }
    }

    /// <summary>Goes on with the link type behind a header of metadata; metadata behind metadata is nothing that anybody sends.</summary>
    private static Layer Behind(LinkType link, ReadOnlySpan<byte> bytes, ref int offset, ref PacketHeaders headers) =>
        link is LinkType.Ppi or LinkType.Pktap ? Layer.Malformed : First(bytes, link, ref offset, ref headers);

    private static Layer ReadPpp(ReadOnlySpan<byte> bytes, LinkType link, ref int offset, ref PacketHeaders headers)
    {
        if (link == LinkType.PppDirection) offset++;
        return offset > bytes.Length ? Layer.Truncated : Ppp.Read(bytes, ref offset, ref headers);
    }

    private static Layer Next(ReadOnlySpan<byte> bytes, Layer layer, ref int offset, ref PacketHeaders headers) => layer switch
    {
        Layer.Ethernet => Ethernet.Read(bytes, ref offset, ref headers),
        Layer.Vlan => Vlan.Read(bytes, ref offset, ref headers),
        Layer.Llc => Llc.Read(bytes, ref offset, ref headers),
        Layer.Mpls => Mpls.Read(bytes, ref offset, ref headers),
        Layer.PppoeSession => PppoE.Read(bytes, ref offset, ref headers),
        Layer.Ppp => Ppp.Read(bytes, ref offset, ref headers),
        Layer.CiscoHdlc => Ppp.ReadCiscoHdlc(bytes, ref offset, ref headers),
        Layer.FabricPath => Ethernet.SkipFabricPath(ref offset),
        Layer.ProviderBackbone => Ethernet.SkipBackboneTag(ref offset),
        Layer.VnTag => Ethernet.ReadVnTag(bytes, ref offset, ref headers),
        Layer.PortExtenderTag => Ethernet.ReadPortExtenderTag(bytes, ref offset, ref headers),
        Layer.Ieee80211 => Ieee80211.Read(bytes, ref offset, ref headers),
        Layer.Amsdu => Ieee80211.ReadAmsdu(bytes, ref offset, ref headers),
        Layer.Radiotap => RadioHeaders.ReadRadiotap(bytes, ref offset, ref headers),
        Layer.Prism => RadioHeaders.ReadPrism(bytes, ref offset, ref headers),
        _ => Layer.NotIp,
    };
}
