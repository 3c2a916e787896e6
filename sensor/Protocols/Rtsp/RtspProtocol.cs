using NetSensor.Events;
using NetSensor.Protocols.Text;

namespace NetSensor.Protocols.Rtsp;

/// <summary>RTSP (RFC 2326) over TCP.</summary>
public static class RtspProtocol
{
    /// <summary>Its name in conn.log.</summary>
    public const string Service = "rtsp";

    private const int LongestFirstLine = 1024;

    /// <summary>The version in its first lines.</summary>
    internal static ReadOnlySpan<byte> Version => "RTSP/1.0"u8;

    /// <summary>The descriptor.</summary>
    public static ProtocolDescriptor Descriptor { get; } = new(Service, Transport.Tcp, [554, 8554], Probe, () => new RtspParser());

    private static ProbeVerdict Probe(ReadOnlySpan<byte> bytes, Direction direction, bool likelyPort)
    {
        if (bytes.IsEmpty) return ProbeVerdict.Maybe;
        if (!char.IsAsciiLetterUpper((char)bytes[0])) return ProbeVerdict.No;
        if (bytes.Contains((byte)'\n')) return TextMessage.TryRead(bytes, Version, out _) ? ProbeVerdict.Yes : ProbeVerdict.No;
        return bytes.Length < LongestFirstLine ? ProbeVerdict.Maybe : ProbeVerdict.No;
    }
}
