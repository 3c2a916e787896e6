namespace NetSensor.Export;

/// <summary>
/// One log being written: lines collect in <see cref="Line"/> and go to the output in blocks. The file is made with its first line and
/// holds whole lines only, whatever fails.
/// </summary>
public sealed class LogFile(ILogOutput output, string name)
{
    private const int BlockBytes = 64 * 1024; // larger writes cost no less per byte

    private Stream? _file;
    private bool _failed;

    /// <summary>Its name in the folder.</summary>
    public string Name { get; } = name;

    /// <summary>Lines handed over so far.</summary>
    public long Lines { get; private set; }

    /// <summary>Where the next line is built; call <see cref="LineDone"/> behind each.</summary>
    public JsonLine Line { get; } = new();

    /// <summary>A line is complete: counts it, and writes when enough have collected.</summary>
    public void LineDone()
    {
        Lines++;
        if (Line.Length >= BlockBytes) Flush();
    }

    /// <summary>Writes what has collected.</summary>
    public void Flush()
    {
        if (Line.Length == 0 || _failed) return;
        _file ??= output.Create(Name);
        var start = _file.Position;
        try
        {
            _file.Write(Line.Written);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            _failed = true;
            CutToWholeLines(start);
            throw new LogException($"cannot write '{output.Describe(Name)}': {LogFolder.Reason(fault)}; make room or name another folder with --out", fault);
        }
        finally
        {
            Line.Clear();
        }
    }

    /// <summary>Closes the file; what has collected must have been flushed.</summary>
    public void Close()
    {
        try
        {
            _file?.Dispose();
        }
        catch (IOException)
        {
            // everything was written or reported by Flush: closing can add no news
        }
        _file = null;
    }

    /// <summary>The system may have taken a part of the block: keep its whole lines, drop the half one.</summary>
    private void CutToWholeLines(long start)
    {
        try
        {
            var taken = (int)Math.Clamp(_file!.Length - start, 0, Line.Length);
            _file.SetLength(start + Line.Written[..taken].LastIndexOf((byte)'\n') + 1);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // a device without length: nothing to cut
        }
    }
}
