using System.Globalization;
using System.Text;
using NetSensor.Protocols.Text;

namespace NetSensor.Protocols.Ssdp;

/// <summary>
/// An SSDP datagram (UPnP Device Architecture 2.0 §1.1): a request or status line of HTTP/1.1, header lines, an empty line.
/// <code>NOTIFY * HTTP/1.1 | M-SEARCH * HTTP/1.1 | HTTP/1.1 200 OK</code>
/// </summary>
public readonly ref struct SsdpMessage
{
    private const int MaxValue = 512;           // longer than any URL or product line in use

    private readonly ReadOnlySpan<byte> _headers;

    private SsdpMessage(string method, ReadOnlySpan<byte> headers)
    {
        Method = method;
        _headers = headers;
    }

    /// <summary>"NOTIFY", "M-SEARCH" or "RESPONSE".</summary>
    public string Method { get; }

    /// <summary>Takes a datagram that is one.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out SsdpMessage message)
    {
        message = default;
        if (MethodOf(bytes) is not { } method) return false;
        message = new SsdpMessage(method, bytes[Math.Min(bytes.Length, bytes.IndexOf((byte)'\n') + 1)..]);
        return method != "RESPONSE" || message.Value("usn"u8) is not null || message.Value("st"u8) is not null; // any HTTP over UDP answers like this
    }

    /// <summary>The value of a header; null when it is missing.</summary>
    public string? Value(ReadOnlySpan<byte> name)
    {
        var rest = _headers;
        while (Lines.TryTake(rest, out var line, out var length) && !line.IsEmpty) // ends: each turn takes a line
        {
            rest = rest[length..];
            var colon = line.IndexOf((byte)':');
            if (colon < 0 || !Ascii.EqualsIgnoreCase(line[..colon].Trim((byte)' '), name)) continue;
            return EscapedText.From(line[(colon + 1)..].Trim(" \t"u8), MaxValue);
        }
        return null;
    }

    /// <summary>Seconds in <c>CACHE-CONTROL: max-age=1800</c>; null without.</summary>
    public TimeSpan? MaxAge()
    {
        if (Value("cache-control"u8) is not { } control) return null;
        var at = control.IndexOf("max-age", StringComparison.OrdinalIgnoreCase);
        if (at < 0) return null;
        var digits = control[(at + "max-age".Length)..].TrimStart(' ', '=');
        var end = 0;
        while (end < digits.Length && char.IsAsciiDigit(digits[end])) end++; // ends: counts up
        return uint.TryParse(digits.AsSpan(0, end), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static string? MethodOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("NOTIFY * HTTP/1."u8)) return "NOTIFY";
        if (bytes.StartsWith("M-SEARCH * HTTP/1."u8)) return "M-SEARCH";
        return bytes.StartsWith("HTTP/1.1 200 "u8) ? "RESPONSE" : null;
    }
}
