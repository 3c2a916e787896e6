using System.Buffers.Text;

namespace NetSensor.Protocols.Http;

/// <summary>What the headers of a message, or of a part of a multipart message, say of the body behind them.</summary>
public sealed class HttpEntityHeaders
{
    private const int MaxBoundaryBytes = 256; // RFC 2046 §5.1.1 allows 70
    private const int MaxNameBytes = 1024;    // file systems stop at 255 characters

    private long _rangeLength;

    /// <summary>Content-Length, or the length of Content-Range; -1 when there was none.</summary>
    public long ContentLength { get; private set; }

    /// <summary>First byte of a partial answer; -1 when the answer is whole.</summary>
    public long RangeStart { get; private set; }

    /// <summary>Whether the body comes in chunks.</summary>
    public bool IsChunked { get; private set; }

    /// <summary>How the body is compressed.</summary>
    public HttpContentCoding Coding { get; private set; }

    /// <summary>Boundary of a multipart body; null when it is none.</summary>
    public byte[]? Boundary { get; private set; }

    /// <summary>Name of the file, when one is told.</summary>
    public string? FileName { get; private set; }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        ContentLength = -1;
        RangeStart = -1;
        IsChunked = false;
        Coding = HttpContentCoding.Identity;
        Boundary = null;
        FileName = null;
    }

    /// <summary>Notes a header; returns Zeek's name for what is odd about it, or null.</summary>
    public string? Take(HttpHeader header, bool isPartialAnswer, HttpVersion version)
    {
        if (header.Is("content-length"u8)) return TakeLength(header);
        if (header.Is("content-range"u8)) return isPartialAnswer ? TakeRange(header) : null;
        if (header.Is("transfer-encoding"u8)) IsChunked |= version == HttpVersion.V11 && header.HasToken("chunked"u8);
        else if (header.Is("content-encoding"u8)) TakeCoding(header);
        else if (header.Is("content-type"u8)) TakeType(header);
        else if (header.Is("content-disposition"u8) && Contains(header.Value, "filename"u8)) FileName = NameIn(header.Value) ?? FileName;
        return null;
    }

    private string? TakeLength(HttpHeader header)
    {
        var token = header.Token;
        if (token.IsEmpty) return null;
        ContentLength = Utf8Parser.TryParse(token, out long length, out var used) && used == token.Length ? length : 0;
        return MatchRange();
    }

    private string? MatchRange()
    {
        if (RangeStart < 0) return null;
        if (ContentLength < 0) ContentLength = _rangeLength;
        if (ContentLength == _rangeLength) return null;
        ContentLength = Math.Max(ContentLength, _rangeLength);    // the longer one, so that nothing hides behind the shorter
        return "HTTP_range_not_matching_len";
    }

    // Content-Range: bytes 0-499/1234 (RFC 9110 §14.4)
    private string? TakeRange(HttpHeader header)
    {
        var unit = HttpHeader.FirstToken(header.Value, out var rest);
        if (!unit.SequenceEqual("bytes"u8)) return "HTTP_content_range_unknown_byte_unit";
        rest = HttpLine.SkipBlanks(rest);
        var dash = rest.IndexOf((byte)'-');
        if (rest.IndexOf((byte)'/') < 0 || dash < 0) return "HTTP_content_range_cannot_parse";
        if (!Utf8Parser.TryParse(rest[..dash], out long first, out _) || !Utf8Parser.TryParse(rest[(dash + 1)..], out long last, out _)
            || first < 0 || last < first) return "HTTP_non_positive_content_range";
        RangeStart = first;
        _rangeLength = last - first + 1;
        return ContentLength <= 0 ? SetRangeAsLength() : MatchRange();
    }

    private string? SetRangeAsLength()
    {
        ContentLength = _rangeLength;
        return null;
    }

    private void TakeCoding(HttpHeader header)
    {
        if (header.HasToken("gzip"u8) || header.HasToken("x-gzip"u8)) Coding = HttpContentCoding.Gzip;
        else if (header.HasToken("deflate"u8)) Coding = HttpContentCoding.Deflate;
    }

    private void TakeType(HttpHeader header)
    {
        if (Contains(header.Value, "name"u8)) FileName = NameIn(header.Value) ?? FileName;
        if (!header.HasToken("multipart"u8)) return;
        var at = IndexOfIgnoringCase(header.Value, "boundary="u8);
        if (at < 0) return;
        var value = header.Value[(at + 9)..];
        if (!value.IsEmpty && value[0] == '"')
        {
            value = value[1..];
            var quote = value.IndexOf((byte)'"');
            value = quote < 0 ? default : value[..quote];
        }
        else if (value.IndexOfAny(" \t;\""u8) is >= 0 and var end) value = value[..end];
        if (value.Length is > 0 and <= MaxBoundaryBytes) Boundary = value.ToArray();
    }

    // The value behind the last "name=", which is that of "filename=" too; quotes, and the charset'language' of RFC 8187, taken off.
    private static string? NameIn(ReadOnlySpan<byte> value)
    {
        var equals = -1;
        for (var from = 0; IndexOfIgnoringCase(value[from..], "name"u8) is >= 0 and var found;) // ends: from grows
        {
            from += found + 4;
            var rest = HttpLine.SkipBlanks(value[from..]);
            if (rest.StartsWith("*"u8)) rest = HttpLine.SkipBlanks(rest[1..]);
            if (rest.StartsWith("="u8)) equals = value.Length - rest.Length;
        }
        if (equals < 0) return null;
        var name = HttpLine.SkipBlanks(value[(equals + 1)..]);
        if (name.StartsWith("\""u8))
        {
            name = name[1..];
            var quote = name.IndexOf((byte)'"');
            if (quote >= 0) name = name[..quote];
        }
        var first = name.IndexOf((byte)'\'');
        var second = first < 0 ? -1 : name[(first + 1)..].IndexOf((byte)'\'');
        if (second >= 0) name = name[(first + second + 2)..];
        if (name.Length > MaxNameBytes) name = name[..MaxNameBytes];
        Span<byte> plain = stackalloc byte[MaxNameBytes];
        return EscapedText.From(plain[..HttpUri.Unescape(name, plain, out _)], MaxNameBytes);
    }

    private static bool Contains(ReadOnlySpan<byte> value, ReadOnlySpan<byte> word) => IndexOfIgnoringCase(value, word) >= 0;

    private static int IndexOfIgnoringCase(ReadOnlySpan<byte> value, ReadOnlySpan<byte> word)
    {
        for (var i = 0; i + word.Length <= value.Length; i++)
            if (System.Text.Ascii.EqualsIgnoreCase(value.Slice(i, word.Length), word)) return i;
        return -1;
    }
}
