namespace NetSensor.Protocols.Text;

/// <summary>Lines of text protocols: they end with LF, and one CR before it belongs to the end.</summary>
public static class Lines
{
    /// <summary>Longest line that is waited for. SMTP and IMAP allow about a thousand; more is no command, and is passed over.</summary>
    public const int MaxLine = 8192;

    /// <summary>
    /// Takes the next line off the front of <paramref name="bytes"/>, without its end; <paramref name="length"/> counts it with its end. False when
    /// its end is not there yet.
    /// </summary>
    public static bool TryTake(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> line, out int length)
    {
        var end = bytes.IndexOf((byte)'\n');
        length = end + 1;
        line = end < 0 ? default : bytes[..end];
        if (line.Length > 0 && line[^1] == '\r') line = line[..^1];
        return end >= 0;
    }

    /// <summary>The first word of a line, blanks before it left out.</summary>
    public static ReadOnlySpan<byte> Word(ReadOnlySpan<byte> line)
    {
        line = line.TrimStart(" \t"u8);
        var end = line.IndexOfAny((byte)' ', (byte)'\t');
        return end < 0 ? line : line[..end];
    }

    /// <summary>What follows the first word of a line, blanks between left out.</summary>
    public static ReadOnlySpan<byte> AfterWord(ReadOnlySpan<byte> line)
    {
        line = line.TrimStart(" \t"u8);
        var end = line.IndexOfAny((byte)' ', (byte)'\t');
        return end < 0 ? default : line[end..].TrimStart(" \t"u8);
    }

    /// <summary>Whether two words are the same but for the case of ASCII letters.</summary>
    public static bool Is(ReadOnlySpan<byte> word, ReadOnlySpan<byte> other) => System.Text.Ascii.EqualsIgnoreCase(word, other);

    /// <summary>Whether the bytes begin with this, or are the beginning of it: No, Maybe (still too short) or Yes; case does not matter.</summary>
    public static ProbeVerdict BeginWith(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> start)
    {
        var common = Math.Min(bytes.Length, start.Length);
        if (!Is(bytes[..common], start[..common])) return ProbeVerdict.No;
        return common == start.Length ? ProbeVerdict.Yes : ProbeVerdict.Maybe;
    }

    /// <summary>The three digits that a reply begins with; 0 when it does not.</summary>
    public static int ReplyCode(ReadOnlySpan<byte> line) =>
        line.Length >= 3 && char.IsAsciiDigit((char)line[0]) && char.IsAsciiDigit((char)line[1]) && char.IsAsciiDigit((char)line[2])
            ? (line[0] - '0') * 100 + (line[1] - '0') * 10 + line[2] - '0'
            : 0;
}
