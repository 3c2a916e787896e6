namespace NetSensor.Export;

/// <summary>
/// One log being written: lines collect in <see cref="Line"/> and go to the output in blocks. The file is made with its first line and
/// holds whole lines only, whatever fails.
/// </summary>
/// <param name="output">Where it is written.</param>
/// <param name="name">Its name in the folder.</param>
/// <param name="survives">
/// Whether a disk that takes nothing is outlasted: lines are kept up to <see cref="MostKeptBytes"/> and tried again, what does not fit is lost and counted.
/// Otherwise the first failure is thrown, and the last.
/// </param>
public sealed class LogFile(ILogOutput output, string name, bool survives = false)
{
    /// <summary>Most bytes of a log that wait for a disk which takes nothing: minutes of most logs, and no danger to memory with all of them.</summary>
    public const int MostKeptBytes = 4 << 20;

    private const int BlockBytes = 48 * 1024; // larger writes cost no less per byte; and with a line more it stays below what the collector takes for large, whose making it answers by a look at everything

    private Stream? _file;
    private bool _failed;

    /// <summary>Its name in the folder.</summary>
    public string Name { get; } = name;

    /// <summary>Lines handed over so far.</summary>
    public long Lines { get; private set; }

    /// <summary>Lines that were given up because the disk took nothing for too long.</summary>
    public long Lost { get; private set; }

    /// <summary>Why the last writing failed; null when it did not. Only of a log that survives.</summary>
    public LogException? Failure { get; private set; }

    /// <summary>Where the next line is built; call <see cref="LineDone"/> behind each.</summary>
    public JsonLine Line { get; } = new();

    /// <summary>A line is complete: counts it, and writes when enough have collected.</summary>
    public void LineDone()
    {
        Lines++;
        if (Line.Length >= (Failure is null ? BlockBytes : MostKeptBytes)) Flush(); // a disk that failed is not asked for every line
    }

    /// <summary>Writes what has collected.</summary>
    public void Flush()
    {
        if (Line.Length == 0 || _failed) return;
        if (survives)
        {
            TryWrite();
            return;
        }
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
            throw Explain(fault);
        }
        finally
        {
            Line.Clear();
        }
    }

    /// <summary>The run is over: what is still kept is lost.</summary>
    /// <exception cref="LogException">Something was.</exception>
    public void GiveUp()
    {
        if (Failure is not { } failure || Line.Length == 0) return;
        LoseAll();
        throw failure;
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

    /// <summary>Writes, or keeps what fits. The file is opened anew after a failure: the disk may have been mounted again.</summary>
    private void TryWrite()
    {
        try
        {
            if (_file is not null && output.WasMoved(Name)) Close(); // logrotate: what comes now goes into a new file
            _file ??= output.Create(Name);
            Write(_file);
            Failure = null;
        }
        catch (LogException fault)
        {
            Failure = fault;
            Close();
            if (Line.Length >= MostKeptBytes) LoseAll();
        }
    }

    private void Write(Stream file)
    {
        var start = file.Position;
        try
        {
            file.Write(Line.Written);
            Line.Clear();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Line.RemoveStart(CutToWholeLines(start));
            throw Explain(fault);
        }
    }

    private void LoseAll()
    {
        Lost += Line.Written.Count((byte)'\n');
        Line.Clear();
    }

    private LogException Explain(Exception fault) =>
        new($"cannot write '{output.Describe(Name)}': {LogFolder.Reason(fault)}; make room or name another folder with --out", fault);

    /// <summary>The system may have taken a part of the block: keeps its whole lines, drops the half one. Bytes of the block that the file has.</summary>
    private int CutToWholeLines(long start)
    {
        try
        {
            var taken = (int)Math.Clamp(_file!.Length - start, 0, Line.Length);
            var whole = Line.Written[..taken].LastIndexOf((byte)'\n') + 1;
            _file.SetLength(start + whole);
            return whole;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return 0; // a device without length, or one that cannot be changed: nothing to cut
        }
    }
}
