using System.Text;
using NetSensor.Events;

namespace NetSensor.Protocols.Http;

/// <summary>HTTP/0.9 to 1.1 over TCP.</summary>
public static class HttpProtocol
{
    private const int MaxProbeBytes = 2048; // a request line may be long; by then its method alone decides

    /// <summary>How it is known.</summary>
    public static ProtocolDescriptor Descriptor { get; } =
        new("http", Transport.Tcp, [80, 81, 631, 1080, 3128, 8000, 8080, 8888], Probe, () => new HttpParser());

    private static ProbeVerdict Probe(ReadOnlySpan<byte> firstBytes, Direction direction, bool likelyPort) =>
        direction == Direction.FromResponder ? ProbeAnswer(firstBytes) : ProbeRequest(firstBytes, likelyPort);

    private static ProbeVerdict ProbeAnswer(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 6) return "HTTP/"u8.StartsWith(bytes[..Math.Min(bytes.Length, 5)]) ? ProbeVerdict.Maybe : ProbeVerdict.No;
        return bytes.StartsWith("HTTP/"u8) && char.IsAsciiDigit((char)bytes[5]) ? ProbeVerdict.Yes : ProbeVerdict.No;
    }

    private static ProbeVerdict ProbeRequest(ReadOnlySpan<byte> bytes, bool likelyPort)
    {
        bytes = bytes.TrimStart(" \t\r\n"u8);
        if (bytes.IsEmpty) return ProbeVerdict.Maybe;
        var length = HttpRequestLine.TokenLength(bytes);
        if (length == bytes.Length) return IsStartOfMethod(bytes) ? ProbeVerdict.Maybe : ProbeVerdict.No;
        if (length < 3 || bytes[length] is not ((byte)' ' or (byte)'\t')) return ProbeVerdict.No;
        var known = HttpMethods.IsKnown(bytes[..length]);
        if (known && likelyPort) return ProbeVerdict.Yes;
        var end = bytes.IndexOfAny((byte)'\r', (byte)'\n');
        if (end >= 0) return EndsWithVersion(bytes[..end]) ? ProbeVerdict.Yes : ProbeVerdict.No;
        if (bytes.Length < MaxProbeBytes) return ProbeVerdict.Maybe;
        return known ? ProbeVerdict.Yes : ProbeVerdict.No;
    }

    private static bool IsStartOfMethod(ReadOnlySpan<byte> bytes) => bytes.Length < 32 && bytes.IndexOfAnyExcept(Letters) < 0;

    // RTSP, SIP and ICAP share methods with HTTP; their version tells.
    private static bool EndsWithVersion(ReadOnlySpan<byte> line)
    {
        line = line.TrimEnd(" \t"u8);
        return line.Length > 9 && Ascii.EqualsIgnoreCase(line[^8..^3], "HTTP/"u8) && char.IsAsciiDigit((char)line[^1]);
    }

    private static readonly System.Buffers.SearchValues<byte> Letters =
        System.Buffers.SearchValues.Create("-ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"u8);
}
