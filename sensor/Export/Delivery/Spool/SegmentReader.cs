namespace NetSensor.Export.Delivery.Spool;

/// <summary>Reads the frames of a segment in order, also while it is written and when it was deleted meanwhile.</summary>
internal sealed class SegmentReader(string path) : IDisposable
{
    private readonly FileStream _file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 64 * 1024);
    private readonly byte[] _header = new byte[SpoolFrame.HeaderBytes];

    /// <summary>Whose file it reads.</summary>
    public string Path => path;

    /// <summary>Where the next frame begins.</summary>
    public long Offset { get; private set; }

    /// <summary>The next record; false when no whole frame is there (yet): the offset stays where it was.</summary>
    public bool TryNext(out SpooledRecord spooled)
    {
        if (TryRead(out spooled)) return true;
        _file.Position = Offset; // drops what the buffer holds of a frame that may still be growing
        return false;
    }

    public void Dispose() => _file.Dispose();

    private bool TryRead(out SpooledRecord spooled)
    {
        spooled = default;
        if (_file.ReadAtLeast(_header, _header.Length, throwOnEndOfStream: false) < _header.Length) return false;
        var length = SpoolFrame.BodyLength(_header);
        if (length < 0 || length > _file.Length - _file.Position) return false;
        var body = new byte[length];
        if (_file.ReadAtLeast(body, length, throwOnEndOfStream: false) < length) return false;
        if (!SpoolFrame.TryRead(_header, body, out spooled)) return false;
        Offset += SpoolFrame.HeaderBytes + length;
        return true;
    }
}
