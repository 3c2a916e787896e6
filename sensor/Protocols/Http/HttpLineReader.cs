namespace NetSensor.Protocols.Http;

/// <summary>Takes lines and folded headers from one direction of a stream, within limits. Keeps no bytes between calls.</summary>
public sealed class HttpLineReader
{
    /// <summary>Longest line or folded header: servers refuse more than 8 (Apache, nginx) to 16 KB (IIS); what is longer is cut here.</summary>
    public const int MaxLineBytes = 16 * 1024;

    private const int MaxFoldedLines = 64; // folding is obsolete since RFC 7230; a header of a thousand folds only wants to cost time

    private byte[]? _joined;
    private int _searched;
    private bool _discarding;

    /// <summary>Whether the last line was cut because it was too long.</summary>
    public bool WasCut => _discarding;

    /// <summary>Forgets where it was.</summary>
    public void Reset()
    {
        _searched = 0;
        _discarding = false;
    }

    /// <summary>
    /// Takes the next line without its end. False when it is not complete; <paramref name="consumed"/> may then still tell of bytes that
    /// belong to the rest of a line that was cut.
    /// </summary>
    public bool TryTakeLine(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> line, out int consumed)
    {
        if (_discarding && !TryEndDiscarding(bytes, out line, out consumed)) return false;
        if (HttpLine.TryTake(bytes, ref _searched, out line, out consumed)) return true;
        return TryCut(bytes, ref line, ref consumed);
    }

    /// <summary>Takes the next header with its continuation lines joined (RFC 9112 §5.2), or the empty line behind the last header.</summary>
    public bool TryTakeHeader(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> header, out int consumed)
    {
        if (!TryTakeLine(bytes, out header, out consumed)) return false;
        if (header.IsEmpty || _discarding) return true;
        var folds = 0;
        var joined = 0;
        while (folds < MaxFoldedLines && consumed < MaxLineBytes)  // ends: each turn consumes a line and counts it
        {
            if (consumed == bytes.Length) return NeedMore(out header, out consumed); // the next line may continue this header
            if (bytes[consumed] is not ((byte)' ' or (byte)'\t')) break;
            var searched = 0;
            if (!HttpLine.TryTake(bytes[consumed..], ref searched, out var more, out var used))
            {
                if (bytes.Length >= MaxLineBytes) break;
                return NeedMore(out header, out consumed);
            }
            if (folds++ == 0) joined = Join(header, 0);
            joined = Join(more, joined);
            consumed += used;
        }
        if (folds > 0) header = _joined.AsSpan(0, joined);
        return true;
    }

    private static bool NeedMore(out ReadOnlySpan<byte> header, out int consumed)
    {
        header = default;
        consumed = 0;
        return false;
    }

    private int Join(ReadOnlySpan<byte> line, int at)
    {
        _joined ??= new byte[MaxLineBytes];
        var fits = line[..Math.Min(line.Length, MaxLineBytes - at)];
        fits.CopyTo(_joined.AsSpan(at));
        return at + fits.Length;
    }

    private bool TryCut(ReadOnlySpan<byte> bytes, ref ReadOnlySpan<byte> line, ref int consumed)
    {
        if (bytes.Length < MaxLineBytes) return false;
        line = bytes[..MaxLineBytes];
        consumed = MaxLineBytes;
        _discarding = true;
        _searched = 0;
        return true;
    }

    private bool TryEndDiscarding(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> line, out int consumed)
    {
        line = default;
        var end = bytes.IndexOf((byte)'\n');
        consumed = end < 0 ? bytes.Length : end + 1;
        _discarding = end < 0;
        return false;
    }
}
