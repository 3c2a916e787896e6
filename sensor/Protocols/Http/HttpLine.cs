namespace NetSensor.Protocols.Http;

/// <summary>Finds lines. They end with CR LF, a lone LF or a lone CR: RFC 9112 §2.2 asks to accept the second, and Zeek accepts the third too.</summary>
public static class HttpLine
{
    /// <summary>
    /// Takes the first line of <paramref name="bytes"/>; <paramref name="searched"/> bytes of it are known to hold no end of line. False,
    /// with <paramref name="searched"/> moved on, when the line is not complete.
    /// </summary>
    public static bool TryTake(ReadOnlySpan<byte> bytes, ref int searched, out ReadOnlySpan<byte> line, out int consumed)
    {
        var from = Math.Min(searched, bytes.Length);
        var end = bytes[from..].IndexOfAny((byte)'\r', (byte)'\n') + from;
        line = default;
        consumed = 0;
        if (end < from)
        {
            searched = bytes.Length;
            return false;
        }
        if (bytes[end] == '\r' && end + 1 == bytes.Length)      // the LF may follow
        {
            searched = end;
            return false;
        }
        line = bytes[..end];
        consumed = end + (bytes[end] == '\r' && bytes[end + 1] == '\n' ? 2 : 1);
        searched = 0;
        return true;
    }

    /// <summary>The bytes behind leading blanks and tabs.</summary>
    public static ReadOnlySpan<byte> SkipBlanks(ReadOnlySpan<byte> bytes) => bytes.TrimStart(" \t"u8);
}
