namespace NetSensor.Protocols;

/// <summary>Finds elements of XML by their local names, whatever prefixes the sender chose; nothing is checked, and nothing but the text before the next tag is read.</summary>
public static class XmlElements
{
    private const int MaxElements = 400;        // a message of discovery has about twenty; one of 64 KB full of tags would take long

    /// <summary>Finds an element at or behind an offset: <c>&lt;prefix:name …>text&lt;</c>.</summary>
    public static bool TryFind(ReadOnlySpan<byte> xml, ReadOnlySpan<byte> name, int from, out ReadOnlySpan<byte> text, out int behind)
    {
        text = default;
        behind = from;
        for (var count = 0; count < MaxElements; count++) // ends: counts up
        {
            var open = xml[behind..].IndexOf((byte)'<');
            if (open < 0) return false;
            var start = behind + open + 1;
            var close = xml[start..].IndexOf((byte)'>');
            if (close < 0) return false;
            behind = start + close + 1;
            var tag = xml.Slice(start, close);
            if (tag.IsEmpty || tag[0] is (byte)'/' or (byte)'?' or (byte)'!' || !Local(tag).SequenceEqual(name)) continue;
            var end = xml[behind..].IndexOf((byte)'<');
            if (end < 0) return false;
            if (tag[^1] != '/') text = xml.Slice(behind, end).Trim(" \t\r\n"u8);
            return true;
        }
        return false;
    }

    /// <summary>The text of the first element of this name, at most so many bytes of it; null when there is none or it is empty.</summary>
    public static string? Text(ReadOnlySpan<byte> xml, ReadOnlySpan<byte> name, int maxBytes) =>
        TryFind(xml, name, 0, out var text, out _) && !text.IsEmpty ? EscapedText.From(text, maxBytes) : null;

    private static ReadOnlySpan<byte> Local(ReadOnlySpan<byte> tag)
    {
        var end = tag.IndexOfAny(" \t\r\n/"u8);
        if (end >= 0) tag = tag[..end];
        return tag[(tag.IndexOf((byte)':') + 1)..];
    }
}
