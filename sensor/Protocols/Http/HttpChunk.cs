namespace NetSensor.Protocols.Http;

/// <summary>The line before a chunk (RFC 9112 §7.1): its size in hexadecimal, perhaps with extensions behind.</summary>
public static class HttpChunk
{
    private const int MaxDigits = 15; // 2^60 bytes: nobody sends more, and it still fits a long

    /// <summary>Reads the size; false, with size 0, when there is none.</summary>
    public static bool TryReadSize(ReadOnlySpan<byte> line, out long size)
    {
        size = 0;
        line = HttpLine.SkipBlanks(line);
        var digits = 0;
        for (; digits < line.Length && char.IsAsciiHexDigit((char)line[digits]); digits++)
        {
            if (digits == MaxDigits)
            {
                size = 0;
                return false;
            }
            size = size * 16 + char.ToLowerInvariant((char)line[digits]) switch { >= 'a' and var letter => letter - 'a' + 10, var digit => digit - '0' };
        }
        return digits > 0;
    }
}
