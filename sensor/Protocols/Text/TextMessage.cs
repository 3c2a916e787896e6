using System.Buffers.Text;

namespace NetSensor.Protocols.Text;

/// <summary>
/// Messages in the manner of HTTP: SIP (RFC 3261 §7), RTSP (RFC 2326 §4).
/// <code>
/// METHOD SP uri SP SIP/2.0 CRLF    or    SIP/2.0 SP code SP words CRLF        (RTSP/1.0 likewise)
/// name: value CRLF …
/// CRLF body
/// </code>
/// </summary>
public readonly ref struct TextMessage
{
    private const int LongestMethod = 32;           // those of the standards have at most nine letters

    private TextMessage(ReadOnlySpan<byte> method, ReadOnlySpan<byte> target, int status, ReadOnlySpan<byte> headers)
    {
        Method = method;
        Target = target;
        Status = status;
        Headers = headers;
    }

    /// <summary>Method of a request; empty for an answer.</summary>
    public ReadOnlySpan<byte> Method { get; }
    /// <summary>URI of a request, words of an answer.</summary>
    public ReadOnlySpan<byte> Target { get; }
    /// <summary>Status of an answer; 0 for a request.</summary>
    public int Status { get; }
    /// <summary>What follows the first line.</summary>
    public ReadOnlySpan<byte> Headers { get; }
    /// <summary>Whether it is a request.</summary>
    public bool IsRequest => Status == 0;

    /// <summary>Reads the first line; false when it is none of this version ("SIP/2.0"), or not whole.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> version, out TextMessage message)
    {
        const int codeLength = 4;                                     // the blank before it and three digits
        message = default;
        if (!Lines.TryTake(bytes, out var line, out var length) || line.Length < version.Length + codeLength) return false;
        var headers = bytes[length..];
        if (line.StartsWith(version) && line[version.Length] == ' ')
        {
            var status = Lines.ReplyCode(line[(version.Length + 1)..]);
            message = new TextMessage(default, line[(version.Length + codeLength)..].Trim((byte)' '), status, headers);
            return status >= 100;
        }
        if (!line.EndsWith(version) || line[^(version.Length + 1)] != ' ') return false;
        var method = Lines.Word(line);
        var rest = line[..^(version.Length + 1)];
        if (method.Length > LongestMethod || !IsMethod(method) || method.Length >= rest.Length) return false;
        message = new TextMessage(method, rest[(method.Length + 1)..], 0, headers);
        return true;
    }

    /// <summary>
    /// Takes the next header off the front; false at the empty line, or when nothing is left. A line that ends with the bytes ends there: datagrams
    /// may be cut.
    /// </summary>
    public static bool TryHeader(ref ReadOnlySpan<byte> headers, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        name = value = default;
        var isWhole = Lines.TryTake(headers, out var line, out var length);
        if (!isWhole) line = headers;
        headers = isWhole ? headers[length..] : default;
        if (line.IsEmpty) return false;
        var colon = line.IndexOf((byte)':');
        if (colon <= 0) return true;                                  // no header: passed over
        name = line[..colon].Trim(" \t"u8);
        value = line[(colon + 1)..].Trim(" \t"u8);
        return true;
    }

    /// <summary>A whole number of at most nine digits; null when it is none.</summary>
    public static long? Number(ReadOnlySpan<byte> value) =>
        value.Length is > 0 and <= 9 && Utf8Parser.TryParse(value, out long number, out var used) && used == value.Length && number >= 0 ? number : null;

    /// <summary>Letters, and underscores within (RTSP's GET_PARAMETER).</summary>
    private static bool IsMethod(ReadOnlySpan<byte> word)
    {
        foreach (var letter in word)
            if (!char.IsAsciiLetter((char)letter) && letter != '_') return false;
        return !word.IsEmpty && word[0] != '_';
    }

    /// <summary>
    /// Length of the message that begins here, by its Content-Length; 0 when its head is not whole, -1 when it is none. A stream's messages.
    /// </summary>
    public static int Length(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> version, int maxHead)
    {
        var end = bytes.IndexOf("\r\n\r\n"u8);
        if (end < 0) return bytes.Length > maxHead || (bytes.Contains((byte)'\n') && !TryRead(bytes, version, out _)) ? -1 : 0;
        if (!TryRead(bytes, version, out var message)) return -1;
        var headers = message.Headers;
        while (TryHeader(ref headers, out var name, out var value))   // ends: each turn consumes a line
        {
            if ((Lines.Is(name, "Content-Length"u8) || Lines.Is(name, "l"u8)) && Number(value) is { } length) return (int)Math.Min(end + 4 + length, int.MaxValue);
        }
        return end + 4;
    }
}
