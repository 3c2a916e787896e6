namespace NetSensor.Protocols.Http;

/// <summary>
/// A status line (RFC 9112 §4):
/// <code>
/// "HTTP/" DIGIT "." DIGIT SP 3DIGIT SP [ reason-phrase ]
/// </code>
/// </summary>
public readonly ref struct HttpStatusLine
{
    private HttpStatusLine(HttpVersion version, int code, ReadOnlySpan<byte> reason, bool hasReason)
    {
        Version = version;
        Code = code;
        Reason = reason;
        HasReason = hasReason;
    }

    /// <summary>The version.</summary>
    public HttpVersion Version { get; }

    /// <summary>The status code; 0 when the three characters were no digits.</summary>
    public int Code { get; }

    /// <summary>The reason phrase; may be empty.</summary>
    public ReadOnlySpan<byte> Reason { get; }

    /// <summary>Whether there was room for a reason phrase: a line that ends behind its code has none, not an empty one.</summary>
    public bool HasReason { get; }

    /// <summary>Reads a line without its end; false when it is no status line.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, out HttpStatusLine status)
    {
        status = default;
        if (!line.StartsWith("HTTP/"u8)) return false;
        var version = HttpVersion.Read(line[5..]);
        var blank = line.IndexOfAny((byte)' ', (byte)'\t');
        if (blank < 0) return false;
        var rest = HttpLine.SkipBlanks(line[blank..]);
        if (rest.Length < 3) return false;
        var code = ReadCode(rest);
        rest = rest[3..];
        blank = rest.IndexOfAny((byte)' ', (byte)'\t');
        status = new(version, code, blank < 0 ? default : HttpLine.SkipBlanks(rest[blank..]), blank >= 0);
        return true;
    }

    private static int ReadCode(ReadOnlySpan<byte> bytes)
    {
        var code = 0;
        for (var i = 0; i < 3; i++)
        {
            if (!char.IsAsciiDigit((char)bytes[i])) return 0;
            code = code * 10 + (bytes[i] - '0');
        }
        return code;
    }
}
