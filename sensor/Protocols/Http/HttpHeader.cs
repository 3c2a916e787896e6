using System.Text;

namespace NetSensor.Protocols.Http;

/// <summary>
/// A header field (RFC 9112 §5), its folded lines already joined:
/// <code>
/// field-name ":" OWS field-value
/// </code>
/// </summary>
public readonly ref struct HttpHeader
{
    private HttpHeader(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        Name = name;
        Value = value;
    }

    /// <summary>The name as sent.</summary>
    public ReadOnlySpan<byte> Name { get; }

    /// <summary>The value without leading white space.</summary>
    public ReadOnlySpan<byte> Value { get; }

    /// <summary>Reads a header; false when it has no name or no colon behind it.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, out HttpHeader header)
    {
        header = default;
        var start = 0;
        while (start < line.Length && !IsNameByte(line[start])) start++;
        var end = start;
        while (end < line.Length && IsNameByte(line[end])) end++;
        if (end == start) return false;
        var rest = HttpLine.SkipBlanks(line[end..]);
        if (rest.IsEmpty || rest[0] != ':') return false;
        header = new(line[start..end], rest[1..].TrimStart(" \t\r\n\v\f"u8));
        return true;
    }

    /// <summary>Whether the name is this one; names have no case.</summary>
    public bool Is(ReadOnlySpan<byte> name) => Name.Length == name.Length && Ascii.EqualsIgnoreCase(Name, name);

    /// <summary>The first token of the value; empty when there is none.</summary>
    public ReadOnlySpan<byte> Token => FirstToken(Value, out _);

    /// <summary>Whether the first token of the value is this one.</summary>
    public bool HasToken(ReadOnlySpan<byte> token) => Ascii.EqualsIgnoreCase(Token, token);

    /// <summary>The first run of token characters (RFC 2045 §5.1), and what follows it.</summary>
    public static ReadOnlySpan<byte> FirstToken(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> rest)
    {
        var start = 0;
        while (start < bytes.Length && !IsTokenByte(bytes[start])) start++;
        var end = start;
        while (end < bytes.Length && IsTokenByte(bytes[end])) end++;
        rest = bytes[end..];
        return bytes[start..end];
    }

    private static bool IsNameByte(byte b) => b is >= 33 and <= 126 and not (byte)':';

    private static bool IsTokenByte(byte b) => b is >= 33 and <= 126 && "()<>@,;:\\\"/[]?="u8.IndexOf(b) < 0;
}
