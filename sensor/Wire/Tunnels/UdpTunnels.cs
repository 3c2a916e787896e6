namespace NetSensor.Wire.Tunnels;

/// <summary>Packets inside UDP: by the ports that are set aside for tunnels, and Teredo and AYIYA by what they look like on any port.</summary>
internal static class UdpTunnels
{
    private const ushort GtpControlPort = 2123;
    private const ushort GtpUserPort = 2152;
    private const ushort VxlanPort = 4789;
    private const ushort VxlanLinuxPort = 8472; // the Linux kernel's default from before the number was assigned, and flannel's to this day
    private const ushort AyiyaPort = 5072;
    private const ushort GenevePort = 6081;
    private const ushort MplsPort = 6635;

    /// <summary>
    /// Notes the packet that a datagram carries. A tunnel's port as destination is believed as far as its header makes sense; as source
    /// it may be anybody's ephemeral port, so the header has to be spotless.
    /// </summary>
    public static void Find(ReadOnlySpan<byte> bytes, ref PacketHeaders headers)
    {
        var payload = bytes.Slice(headers.PayloadOffset, headers.PayloadLength);
        if (payload.Length < 8) return; // no tunnel has a shorter header
        if (IsTunnelPort(headers.DestinationPort) && FindByPort(payload, headers.DestinationPort, false, ref headers)) return;
        if (IsTunnelPort(headers.SourcePort) && FindByPort(payload, headers.SourcePort, true, ref headers)) return;
        if (Teredo.MayBe(payload)) Teredo.Find(payload, ref headers);
        else if (Ayiya.MayBe(payload)) Ayiya.Find(payload, ref headers);
    }

    /// <summary>A quick no for nearly every port.</summary>
    private static bool IsTunnelPort(ushort port) =>
        port is >= GtpControlPort and <= VxlanLinuxPort
            and (GtpControlPort or GtpUserPort or VxlanPort or AyiyaPort or GenevePort or MplsPort or VxlanLinuxPort);

    private static bool FindByPort(ReadOnlySpan<byte> payload, ushort port, bool isSource, ref PacketHeaders headers)
    {
        switch (port)
        {
            case VxlanPort: return Vxlan.Find(payload, isSource, ref headers);
            case VxlanLinuxPort: return Vxlan.Find(payload, true, ref headers);
            case GenevePort: return Geneve.Find(payload, isSource, ref headers);
            case GtpUserPort or GtpControlPort: return GtpU.Find(payload, ref headers);
            case AyiyaPort: return Ayiya.Find(payload, ref headers);
            case MplsPort: return !isSource && InnerPacket.Begin(Encapsulation.Mpls, LinkType.Mpls, 0, ref headers);
            default: return false;
        }
    }
}
