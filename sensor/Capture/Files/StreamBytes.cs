using System.IO.Compression;
using System.Runtime.CompilerServices;

namespace NetSensor.Capture.Files;

/// <summary>A stream, gzip-compressed or not, read into a pinned buffer that is refilled when a reader wants more than it holds.</summary>
internal sealed unsafe class StreamBytes : CaptureBytes
{
    private const int FirstBufferLength = 64 * 1024;            // a folder may hold thousands of small files: start small
    private const int BufferLength = 1024 * 1024;               // some thousand packets; larger ones fall out of the cache
    private const int MaxHeld = 16 * 1024 * 1024;               // how far a first packet is looked for before giving up on going back

    private readonly InputStream _input;
    private readonly Stream _bytes;
    private byte[] _buffer;
    private byte* _start;
    private long _startOffset;
    private bool _ended;
    private bool _held;

    /// <summary>Reads a stream, decompressing it when it is gzip; owned from here on. What can be read only once is held for a look at its start.</summary>
    public StreamBytes(InputStream input)
    {
        _input = input;
        _held = input.Total is null;
        IsGzip = IsGzipMagic(input.Peek(2));
        _bytes = IsGzip ? new GZipStream(input, CompressionMode.Decompress) : input;
        _buffer = GC.AllocateUninitializedArray<byte>(FirstBufferLength, pinned: true);
        At = End = _start = PointerTo(_buffer);
    }

    /// <summary>Whether the input is compressed.</summary>
    public bool IsGzip { get; }

    /// <summary>Whether these two bytes start a gzip member (RFC 1952 §2.3.1: ID1, ID2).</summary>
    public static bool IsGzipMagic(ReadOnlySpan<byte> start) => start is [0x1f, 0x8b];

    /// <inheritdoc/>
    public override long Offset => _startOffset + (At - _start);

    /// <inheritdoc/>
    public override long Consumed => _input.Consumed;

    /// <inheritdoc/>
    public override long? Total => _input.Total;

    /// <inheritdoc/>
    public override bool Extend(int count)
    {
        if (Available >= count) return true;
        MakeRoom(count);
        while (Available < count && !_ended)                    // ends: each turn adds bytes or ends the input
        {
            var read = ReadSome(new Span<byte>(End, (int)(_start + _buffer.Length - End)));
            End += read;
            _ended = read == 0;
        }
        return Available >= count;
    }

    /// <inheritdoc/>
    public override bool Skip(long count)
    {
        while (count > Available)                               // ends: each turn consumes at least a byte or runs out of input
        {
            count -= Available;
            At = End;
            if (!Extend(1)) return false;
        }
        At += count;
        return true;
    }

    /// <inheritdoc/>
    public override bool Rewind()
    {
        var possible = _held;
        _held = false;
        if (possible) At = _start;
        return possible;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _bytes.Dispose();
    }

    private void MakeRoom(int count)
    {
        if (_held && End - _start + count > MaxHeld) _held = false;
        var keep = _held ? _start : At;
        var kept = (int)(End - keep);
        var at = At - keep;
        var wanted = Math.Max((int)at + count, _held ? 2 * kept : Math.Min(2 * _buffer.Length, BufferLength));
        var target = wanted > _buffer.Length ? GC.AllocateUninitializedArray<byte>(wanted, pinned: true) : _buffer;
        new ReadOnlySpan<byte>(keep, kept).CopyTo(target);
        _startOffset += keep - _start;
        _buffer = target;
        _start = PointerTo(target);
        At = _start + at;
        End = _start + kept;
    }

    private int ReadSome(Span<byte> room)
    {
        try
        {
            return _bytes.Read(room);
        }
        catch (InvalidDataException)
        {
            Trouble = "damaged or cut-off gzip data";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Trouble = "read error: " + fault.Message;
        }
        return 0;
    }

    private static byte* PointerTo(byte[] pinned) => (byte*)Unsafe.AsPointer(ref pinned[0]);
}
