using NetSensor.Events;
using NetSensor.Protocols.Text;

namespace NetSensor.Protocols.Sip;

/// <summary>SIP (RFC 3261) over UDP and TCP.</summary>
public static class SipProtocol
{
    /// <summary>Its name in conn.log.</summary>
    public const string Service = "sip";

    /// <summary>The version in its first lines.</summary>
    internal static ReadOnlySpan<byte> Version => "SIP/2.0"u8;

    private const int LongestKeepAlive = 16;        // CR LF CR LF (RFC 5626 §3.5.1), or a few zeros
    private const int LongestFirstLine = 1024;

    /// <summary>The descriptor for datagrams.</summary>
    public static ProtocolDescriptor Datagrams { get; } = new(Service, Transport.Udp, [5060], ProbeDatagram, () => new SipDatagramParser());

    /// <summary>The descriptor for streams.</summary>
    public static ProtocolDescriptor Streams { get; } = new(Service, Transport.Tcp, [5060], ProbeStream, () => new SipStreamParser());

    /// <summary>Whether a datagram only keeps an address translation open.</summary>
    internal static bool IsKeepAlive(ReadOnlySpan<byte> bytes) => bytes.Length is > 0 and <= LongestKeepAlive && !bytes.ContainsAnyExcept("\r\n\0"u8);

    private static ProbeVerdict ProbeDatagram(ReadOnlySpan<byte> bytes, Direction direction, bool likelyPort)
    {
        if (likelyPort && IsKeepAlive(bytes)) return ProbeVerdict.Yes;
        return IsUpper(bytes) && TextMessage.TryRead(bytes, SipProtocol.Version, out _) ? ProbeVerdict.Yes : ProbeVerdict.No;
    }

    private static ProbeVerdict ProbeStream(ReadOnlySpan<byte> bytes, Direction direction, bool likelyPort)
    {
        if (bytes.IsEmpty) return ProbeVerdict.Maybe;
        if (!IsUpper(bytes)) return ProbeVerdict.No;
        if (bytes.Contains((byte)'\n')) return TextMessage.TryRead(bytes, SipProtocol.Version, out _) ? ProbeVerdict.Yes : ProbeVerdict.No;
        return bytes.Length < LongestFirstLine ? ProbeVerdict.Maybe : ProbeVerdict.No;
    }

    private static bool IsUpper(ReadOnlySpan<byte> bytes) => !bytes.IsEmpty && char.IsAsciiLetterUpper((char)bytes[0]);
}
