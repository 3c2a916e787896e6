using NetSensor.Events;

namespace NetSensor.Protocols.Quic;

/// <summary>QUIC over UDP.</summary>
public static class QuicProtocol
{
    private const int ShortestDatagram = 21; // RFC 9000 §10.3.3: anything smaller is no packet of a connection

    /// <summary>How it is known.</summary>
    public static ProtocolDescriptor Descriptor { get; } =
        new("quic", Transport.Udp, [443, 853, 784], Probe, () => new QuicParser()); // HTTP/3, and DNS over QUIC (RFC 9250 and its drafts)

    // 32 bits of a known version are proof enough; on its usual ports an unknown version is worth telling too.
    private static ProbeVerdict Probe(ReadOnlySpan<byte> datagram, Direction direction, bool likelyPort)
    {
        if (datagram.Length < ShortestDatagram || !QuicLongHeader.Is(datagram[0])) return ProbeVerdict.No;
        if (!QuicLongHeader.TryRead(datagram, out var header)) return ProbeVerdict.No;
        return header.Known is not null || (likelyPort && header.Version != 0) ? ProbeVerdict.Yes : ProbeVerdict.No;
    }
}
