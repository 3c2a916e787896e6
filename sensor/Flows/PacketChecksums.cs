using NetSensor.Wire;

namespace NetSensor.Flows;

/// <summary>Counts wrong checksums by protocol. Nothing else comes of them: what the capture shows is what was sent.</summary>
internal static class PacketChecksums
{
    /// <summary>Counts a wrong IPv4 header, of a whole packet or of a fragment; not asked for what was put together of fragments.</summary>
    public static void CountNetwork(DecodeStatus status, in PacketHeaders headers, ReadOnlySpan<byte> bytes, FlowCounters counters)
    {
        if (status is not (DecodeStatus.Ok or DecodeStatus.Fragment) || headers.IsIPv6) return;
        if (Checksum.OfNetwork(bytes, headers) == ChecksumVerdict.Bad) counters.BadIpChecksums++;
    }

    /// <summary>Counts a wrong segment, datagram or message of a packet that decoded well; a first fragment alone cannot be verified.</summary>
    public static void CountTransport(in PacketHeaders headers, ReadOnlySpan<byte> bytes, FlowCounters counters)
    {
        if (headers.MoreFragments || Checksum.OfTransport(bytes, headers) != ChecksumVerdict.Bad) return;
        switch (headers.Protocol)
        {
            case IpProtocol.Tcp: counters.BadTcpChecksums++; break;
            case IpProtocol.Udp: counters.BadUdpChecksums++; break;
            default: counters.BadIcmpChecksums++; break;
        }
    }
}
