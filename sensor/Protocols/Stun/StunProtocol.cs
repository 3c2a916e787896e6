using NetSensor.Events;

namespace NetSensor.Protocols.Stun;

/// <summary>STUN (RFC 8489) and TURN (RFC 8656) over UDP and TCP; inside TLS they are not seen.</summary>
public static class StunProtocol
{
    /// <summary>Its name in conn.log; Zeek 7.0 has none.</summary>
    public const string Service = "stun";

    private const ushort Port = 3478;

    /// <summary>The descriptor for datagrams.</summary>
    public static ProtocolDescriptor Datagrams { get; } = new(Service, Transport.Udp, [Port], ProbeDatagram, () => new StunDatagramParser());

    /// <summary>The descriptor for streams.</summary>
    public static ProtocolDescriptor Streams { get; } = new(Service, Transport.Tcp, [Port], ProbeStream, () => new StunStreamParser());

    private static ProbeVerdict ProbeDatagram(ReadOnlySpan<byte> bytes, Direction direction, bool likelyPort) =>
        StunMessage.TryRead(bytes, out var message) && message.Bytes.Length == bytes.Length ? ProbeVerdict.Yes : ProbeVerdict.No;

    private static ProbeVerdict ProbeStream(ReadOnlySpan<byte> bytes, Direction direction, bool likelyPort)
    {
        ReadOnlySpan<byte> cookie = [0x21, 0x12, 0xa4, 0x42];
        if (bytes.IsEmpty) return ProbeVerdict.Maybe;
        if (bytes[0] > 1 || (bytes.Length > 4 && !cookie.StartsWith(bytes[4..Math.Min(8, bytes.Length)]))) return ProbeVerdict.No;
        return bytes.Length >= StunMessage.HeadLength ? ProbeVerdict.Yes : ProbeVerdict.Maybe;
    }
}
