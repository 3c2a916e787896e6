namespace NetSensor.Export.Delivery.Spool;

/// <summary>Appends to the youngest segment: all of what is given, or nothing.</summary>
internal sealed class SegmentWriter : IDisposable
{
    private readonly FileStream _file;

    /// <summary>A new file; one of this name holds no whole frame, or it would not be the name of the next.</summary>
    /// <exception cref="IOException">The disk takes nothing.</exception>
    public SegmentWriter(string path) => _file = SpoolFiles.Open(path, FileMode.Create);

    /// <summary>Whether something was written since the last <see cref="Sync"/>.</summary>
    public bool IsDirty { get; private set; }

    /// <summary>Appends.</summary>
    /// <exception cref="IOException">The disk does not take it; what it took of it is cut off again.</exception>
    public void Append(ReadOnlySpan<byte> frames)
    {
        var start = _file.Position;
        try
        {
            _file.Write(frames);
            IsDirty = true;
        }
        catch (IOException)
        {
            CutBack(start);
            throw;
        }
    }

    /// <summary>Sees to it that what was written survives a power cut.</summary>
    public void Sync()
    {
        _file.Flush(flushToDisk: true);
        IsDirty = false;
    }

    public void Dispose() => _file.Dispose();

    private void CutBack(long length)
    {
        try
        {
            _file.SetLength(length);
            _file.Position = length;
        }
        catch (IOException)
        {
            // half a frame stays at the end: the next one goes into another file, and readers pass over it
        }
    }
}
