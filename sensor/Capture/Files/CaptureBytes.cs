namespace NetSensor.Capture.Files;

/// <summary>
/// The bytes of one capture as a window that moves forward: a part of a mapping, or a buffer that is refilled. What a reader lent
/// from the window stays valid until the next <see cref="Extend"/> or <see cref="Skip"/>.
/// </summary>
internal abstract unsafe class CaptureBytes : IDisposable
{
    /// <summary>The next byte to read; readers move it forward.</summary>
    public byte* At { get; set; }

    /// <summary>The end of the window.</summary>
    public byte* End { get; protected set; }

    /// <summary>Bytes in the window.</summary>
    public long Available => End - At;

    /// <summary>Offset of <see cref="At"/> in the (decompressed) capture.</summary>
    public abstract long Offset { get; }

    /// <summary>Bytes of the input consumed so far, for progress: of the file as it lies on disk, compressed or not.</summary>
    public abstract long Consumed { get; }

    /// <summary>Bytes of the whole input; null when nobody knows (standard input, a pipe).</summary>
    public abstract long? Total { get; }

    /// <summary>Why the bytes end before their end (a read error, damaged gzip data, a file that shrank); null when they just end.</summary>
    public string? Trouble { get; protected set; }

    /// <summary>Sees to it that <paramref name="count"/> bytes lie in the window from <see cref="At"/>; false when the input ends before.</summary>
    public abstract bool Extend(int count);

    /// <summary>Passes over <paramref name="count"/> bytes, which need not lie in the window; false when the input ends before.</summary>
    public abstract bool Skip(long count);

    /// <summary>Goes back to the start of the input after a look at its first packet; false when that is not possible any more.</summary>
    public abstract bool Rewind();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what holds the bytes.</summary>
    protected abstract void Dispose(bool disposing);
}
