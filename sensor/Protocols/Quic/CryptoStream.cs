using System.Buffers;

namespace NetSensor.Protocols.Quic;

/// <summary>
/// Puts the first handshake message of one side together from CRYPTO frames, which clients cut and shuffle on purpose. Holds its buffer
/// only until then.
/// </summary>
public sealed class CryptoStream
{
    /// <summary>Longest hello that is put together: with post-quantum keys and tickets real ones have 2 to 4 KB.</summary>
    public const int MaxBytes = 16 * 1024;

    private const int HeaderBytes = 4;   // type and length of 24 bits (RFC 8446 §4)
    private const int MaxRanges = 64;    // pieces that do not touch: browsers make a dozen

    private readonly List<(int Start, int End)> _ranges = [];
    private byte[]? _buffer;

    /// <summary>Whether the message is whole, or will never be wanted.</summary>
    public bool Finished { get; private set; }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        Release();
        Finished = false;
    }

    /// <summary>Gives up waiting.</summary>
    public void Finish()
    {
        Release();
        Finished = true;
    }

    /// <summary>Adds a piece; what lies beyond the limit is left out.</summary>
    public void Add(ulong offset, ReadOnlySpan<byte> data)
    {
        if (Finished || data.IsEmpty || offset >= MaxBytes) return;
        var start = (int)offset;
        var piece = data[..Math.Min(data.Length, MaxBytes - start)];
        if (!Merge(start, start + piece.Length)) return;
        _buffer ??= ArrayPool<byte>.Shared.Rent(MaxBytes);
        piece.CopyTo(_buffer.AsSpan(start));
    }

    /// <summary>The message, header included, once it is whole; valid until the next call.</summary>
    public bool TryTake(out ReadOnlySpan<byte> message)
    {
        message = default;
        if (_ranges.Count == 0 || _ranges[0].Start > 0 || _ranges[0].End < HeaderBytes) return false;
        var start = _buffer.AsSpan(0, _ranges[0].End);
        var length = HeaderBytes + (start[1] << 16 | start[2] << 8 | start[3]);
        if (length > MaxBytes)
        {
            Finish();
            return false;
        }
        if (length > start.Length) return false;
        message = start[..length];
        return true;
    }

    // Ranges stay sorted and apart. Reports whether there is room for this one.
    private bool Merge(int start, int end)
    {
        var at = 0;
        while (at < _ranges.Count && _ranges[at].End < start) at++;
        while (at < _ranges.Count && _ranges[at].Start <= end)    // ends: each turn removes a range
        {
            start = Math.Min(start, _ranges[at].Start);
            end = Math.Max(end, _ranges[at].End);
            _ranges.RemoveAt(at);
        }
        if (_ranges.Count >= MaxRanges) return false;
        _ranges.Insert(at, (start, end));
        return true;
    }

    private void Release()
    {
        if (_buffer is not null) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = null;
        _ranges.Clear();
    }
}
