namespace NetSensor.Protocols.Http;

/// <summary>The two digits of "HTTP/1.1" (RFC 9112 §2.3); both zero when there were none that could be read.</summary>
public readonly record struct HttpVersion(byte Major, byte Minor)
{
    /// <summary>No version in the request line at all.</summary>
    public static readonly HttpVersion V09 = new(0, 9);

    /// <summary>The version with chunks and persistent connections.</summary>
    public static readonly HttpVersion V11 = new(1, 1);

    /// <summary>Whether connections persist unless somebody says otherwise.</summary>
    public bool IsPersistent => Major > 1 || (Major == 1 && Minor > 0);

    /// <summary>Reads "1.1" at the start of the bytes.</summary>
    public static HttpVersion Read(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 3 && char.IsAsciiDigit((char)bytes[0]) && bytes[1] == '.' && char.IsAsciiDigit((char)bytes[2])
            ? new((byte)(bytes[0] - '0'), (byte)(bytes[2] - '0'))
            : default;

    /// <summary>"1.1", the same string object for the usual versions.</summary>
    public override string ToString() => (Major, Minor) switch
    {
        (1, 1) => "1.1",
        (1, 0) => "1.0",
        (0, 9) => "0.9",
        _ => $"{Major}.{Minor}",
    };
}
