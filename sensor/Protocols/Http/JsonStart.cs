namespace NetSensor.Protocols.Http;

/// <summary>Whether text begins like JSON (RFC 8259): an object with a first member, or an array with a first element and more.</summary>
public static class JsonStart
{
    /// <summary>Judges text that begins with "{" or "[".</summary>
    public static bool Looks(ReadOnlySpan<byte> text) => text[0] == '{' ? LooksLikeObject(text[1..]) : LooksLikeArray(text[1..]);

    private static bool LooksLikeObject(ReadOnlySpan<byte> text)
    {
        text = Trim(text);
        if (text.IsEmpty) return false;
        if (text[0] == '}') return Trim(text[1..]).IsEmpty;
        var name = text[0] == '"' ? QuotedLength(text) : BareNameLength(text);
        if (name == 0) return false;
        text = Trim(text[name..]);
        if (text.IsEmpty || text[0] != ':') return false;
        text = Trim(text[1..]);
        return !text.IsEmpty && (text[0] is (byte)'"' or (byte)'[' or (byte)'{' || BareValueLength(text) > 0);
    }

    private static bool LooksLikeArray(ReadOnlySpan<byte> text)
    {
        text = Trim(text);
        if (text.IsEmpty) return false;
        if (text[0] == ']') return Trim(text[1..]).IsEmpty;
        if (text[0] is (byte)'{' or (byte)'[') return true;
        var element = text[0] == '"' ? QuotedLength(text) : BareValueLength(text);
        if (element == 0) return false;
        text = Trim(text[element..]);
        return !text.IsEmpty && text[0] == ',';
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => text.TrimStart(" \t\r\n"u8);

    private static int QuotedLength(ReadOnlySpan<byte> text)
    {
        var end = text[1..].IndexOf((byte)'"');
        return end < 1 ? 0 : end + 2;
    }

    private static int BareNameLength(ReadOnlySpan<byte> text)
    {
        var length = 0;
        while (length < text.Length && (char.IsAsciiLetterOrDigit((char)text[length]) || text[length] is (byte)'_' or (byte)'\\')) length++;
        return length > 0 && char.IsAsciiLetter((char)text[0]) ? length : 0;
    }

    private static int BareValueLength(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("true"u8)) return 4;
        if (text.StartsWith("false"u8)) return 5;
        var length = 0;
        while (length < text.Length && (char.IsAsciiDigit((char)text[length]) || (length > 0 && text[length] == '.'))) length++;
        return length;
    }
}
