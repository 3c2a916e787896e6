namespace NetSensor.Capture.Files;

/// <summary>
/// Captures to be read one after the other, in the order of their first packets. Opening looks at each once; every source created from
/// the set reads all of them by itself (each maps the files; the page cache holds one copy for all).
/// </summary>
public sealed class CaptureFileSet : IDisposable
{
    private readonly CaptureInput[] _inputs;
    private int _sources;

    private CaptureFileSet(CaptureInput[] inputs, IReadOnlyList<string> notes)
    {
        _inputs = inputs;
        Notes = notes;
        Files = Array.ConvertAll(inputs, input => input.Info);
        long? total = 0;
        foreach (var file in Files) total += file.Length;       // one unknown length makes the sum unknown
        TotalBytes = total;
    }

    /// <summary>The captures in the order of reading.</summary>
    public IReadOnlyList<CaptureFileInfo> Files { get; }

    /// <summary>What was left out and why, a line each (files in a folder that are no captures, empty ones among others).</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Bytes of all files as they lie on disk; null when one of them is standard input or a pipe.</summary>
    public long? TotalBytes { get; }

    /// <summary>Whether only one source can be created, because an input can be read only once (standard input, a pipe).</summary>
    public bool OnePass => TotalBytes is null;

    /// <summary>
    /// Looks at files, folders (searched with all below) and "-" for standard input. Throws <see cref="CaptureException"/>, whose message is
    /// one line, when a path is missing, unreadable, empty or no capture, or a folder holds none.
    /// </summary>
    /// <param name="paths">What to read.</param>
    /// <param name="standardInput">What "-" stands for; the process's own standard input when null.</param>
    public static CaptureFileSet Open(IReadOnlyList<string> paths, Stream? standardInput = null)
    {
        var finder = new CaptureFinder(standardInput);
        try
        {
            foreach (var path in paths) finder.Add(path, oneOfMany: paths.Count > 1);
            if (finder.Found.Count == 0) throw new CaptureException(finder.Notes.Count > 0 ? finder.Notes[0] : "no capture named; give files, folders or -");
        }
        catch
        {
            foreach (var input in finder.Found) input.Dispose();
            throw;
        }
        var ordered = finder.Found.OrderBy(input => input.Info.FirstPacket?.Nanoseconds ?? long.MaxValue).ToArray();   // stable: ties stay in the order given
        return new CaptureFileSet(ordered, finder.Notes);
    }

    /// <summary>A source of its own over all files; a second one of a one-pass set throws <see cref="CaptureException"/>.</summary>
    public CaptureFileSource CreateSource(IPacketFilter? filter = null)
    {
        if (Interlocked.Increment(ref _sources) > 1 && OnePass)
            throw new CaptureException("standard input and pipes can be read only once; use a single reader for them");
        return new CaptureFileSource(_inputs, TotalBytes, filter);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var input in _inputs) input.Dispose();
    }
}
