namespace NetSensor.Protocols.Http;

/// <summary>
/// A request line (RFC 9112 §3):
/// <code>
/// method SP request-target SP "HTTP/" DIGIT "." DIGIT
/// </code>
/// Read as leniently as Zeek reads it: blanks may stand inside the target, and no version means HTTP/0.9.
/// </summary>
public readonly ref struct HttpRequestLine
{
    private const int ShortestMethod = 3; // HTTP/0.9 knows GET alone; anything shorter is no request without a version

    private HttpRequestLine(ReadOnlySpan<byte> method, ReadOnlySpan<byte> target, HttpVersion version, string? weird)
    {
        Method = method;
        Target = target;
        Version = version;
        Weird = weird;
    }

    /// <summary>The method.</summary>
    public ReadOnlySpan<byte> Method { get; }

    /// <summary>The target as sent; may be empty.</summary>
    public ReadOnlySpan<byte> Target { get; }

    /// <summary>The version.</summary>
    public HttpVersion Version { get; }

    /// <summary>What is odd about it, by Zeek's name; null when nothing is.</summary>
    public string? Weird { get; }

    /// <summary>Reads a line without its end; false when it is no request line, with the reason in <see cref="Weird"/>.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, out HttpRequestLine request)
    {
        var methodLength = TokenLength(line);
        var rest = HttpLine.SkipBlanks(line[methodLength..]);
        if (methodLength == 0 || rest.Length == line.Length - methodLength)
        {
            var versioned = methodLength == 0 && EndsWithVersion(line);
            request = new(default, default, default, versioned ? "bad_HTTP_request_with_version" : "bad_HTTP_request");
            return false;
        }
        request = ReadTarget(line[..methodLength], rest);
        if (request.Version != HttpVersion.V09 || (methodLength >= ShortestMethod && !request.Target.IsEmpty)) return true;
        request = new(default, default, default, "bad_HTTP_request");
        return false;
    }

    private static HttpRequestLine ReadTarget(ReadOnlySpan<byte> method, ReadOnlySpan<byte> rest)
    {
        if (rest.StartsWith("HTTP/"u8) && rest.IndexOfAny((byte)' ', (byte)'\t') < 0)
            return new(method, default, HttpVersion.Read(rest[5..]), "missing_HTTP_uri");
        var at = FindVersion(rest);
        if (at < 0) return new(method, rest, HttpVersion.V09, null);
        return new(method, rest[..at].TrimEnd(" \t"u8), HttpVersion.Read(rest[(at + 5)..]), null);
    }

    // The version is the first "HTTP/" behind a blank; without one the whole rest is the target.
    private static int FindVersion(ReadOnlySpan<byte> rest)
    {
        for (var from = 0; ;)                                     // ends: from grows until nothing is found
        {
            var found = rest[from..].IndexOf("HTTP/"u8);
            if (found < 0) return -1;
            from += found;
            if (from > 0 && rest[from - 1] is (byte)' ' or (byte)'\t') return from;
            from += 5;
        }
    }

    private static bool EndsWithVersion(ReadOnlySpan<byte> line) =>
        line.Length >= 9 && System.Text.Ascii.EqualsIgnoreCase(line.Slice(line.Length - 9, 6), " HTTP/"u8);

    /// <summary>Length of the token (RFC 9110 §5.6.2, with a few more characters that Zeek takes) at the start of the bytes.</summary>
    public static int TokenLength(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOfAnyExcept(TokenCharacters);
        return end < 0 ? bytes.Length : end;
    }

    private static readonly System.Buffers.SearchValues<byte> TokenCharacters =
        System.Buffers.SearchValues.Create("!#$%&'*+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz|~"u8);
}
