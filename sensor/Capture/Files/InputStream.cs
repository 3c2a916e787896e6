namespace NetSensor.Capture.Files;

/// <summary>A stream whose first bytes may be looked at before it is read, and which counts what was taken from it.</summary>
internal sealed class InputStream(Stream inner, long? total) : Stream
{
    private byte[] _peeked = [];
    private int _returned;
    private long _consumed;

    /// <summary>Bytes taken so far; may be read from another thread.</summary>
    public long Consumed => Volatile.Read(ref _consumed);

    /// <summary>Bytes there are in all, and no more are read; null when nobody knows.</summary>
    public long? Total => total;

    /// <summary>The first bytes, as many as asked for unless the stream is shorter; only before the first read.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        var peeked = new byte[count];
        _peeked = peeked[..inner.ReadAtLeast(peeked, count, throwOnEndOfStream: false)];
        return _peeked;
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        int count;
        if (total is { } known && known - _consumed < buffer.Length) buffer = buffer[..(int)(known - _consumed)];
        if (_returned < _peeked.Length)
        {
            count = Math.Min(buffer.Length, _peeked.Length - _returned);
            _peeked.AsSpan(_returned, count).CopyTo(buffer);
            _returned += count;
        }
        else
        {
            count = inner.Read(buffer);
        }
        Volatile.Write(ref _consumed, _consumed + count);
        return count;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => Consumed; set => throw new NotSupportedException(); }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
