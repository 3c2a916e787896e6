namespace NetSensor.Capture.Files;

/// <summary>Turns the paths of a command line into captures: opens files, searches folders, and notes what it leaves out.</summary>
internal sealed class CaptureFinder(Stream? standardInput)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<CaptureInput> _found = [];
    private readonly List<string> _notes = [];
    private int _repeated;

    /// <summary>What was found so far, in the order of the paths.</summary>
    public IReadOnlyList<CaptureInput> Found => _found;

    /// <summary>What was left out and why, a line each.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>
    /// Adds what lies at a path. Throws <see cref="CaptureException"/> for what the user named and what cannot be read;
    /// an empty file is left out with a note when it is <paramref name="oneOfMany"/>.
    /// </summary>
    public void Add(string path, bool oneOfMany)
    {
        if (path == CaptureOpener.StandardInput) AddStandardInput();
        else if (FileStatus.Of(path).Kind is var kind && kind == FileKind.Folder) AddFolder(path);
        else if (kind == FileKind.Missing) throw new CaptureException($"{path}: no such file or folder; check the path");
        else if (oneOfMany && kind == FileKind.Regular && new FileInfo(path).Length == 0) _notes.Add($"{path}: skipped, empty");
        else AddFile(path, tolerant: false);
    }

    private void AddStandardInput()
    {
        if (!_seen.Add(CaptureOpener.StandardInput)) return;
        _found.Add(CaptureInput.Probe(CaptureOpener.StandardInput, () => CaptureOpener.Open(standardInput ?? Console.OpenStandardInput())));
    }

    private void AddFolder(string path)
    {
        var before = _found.Count + _repeated;
        var skipped = _notes.Count;
        Search(path);
        if (_found.Count + _repeated > before) return;
        var why = _notes.Count > skipped ? $"; {_notes.Count - skipped} other files in it" : "; it is empty";
        throw new CaptureException($"{path}: a folder without captures{why}; give a folder with pcap or pcapng files");
    }

    /// <summary>Searches a folder and those in it, in the order of their names; links to folders are not followed, so it ends.</summary>
    private void Search(string folder)
    {
        string[] entries;
        try
        {
            entries = Directory.GetFileSystemEntries(folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            _notes.Add($"{folder}: skipped, {fault.Message.TrimEnd('.')}");
            return;
        }
        Array.Sort(entries, StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var kind = FileStatus.Of(entry).Kind;
            if (kind == FileKind.Regular) AddFile(entry, tolerant: true);
            else if (kind != FileKind.Folder) _notes.Add($"{entry}: skipped, no regular file");
            else if (new DirectoryInfo(entry).LinkTarget is null) Search(entry);
            else _notes.Add($"{entry}: skipped, a link to a folder");
        }
    }

    private void AddFile(string path, bool tolerant)
    {
        if (!_seen.Add(Path.GetFullPath(path)))
        {
            _repeated++;
            _notes.Add($"{path}: named twice, read once");
            return;
        }
        try
        {
            _found.Add(CaptureInput.Probe(path, () => CaptureOpener.Open(path)));
        }
        catch (CaptureException fault) when (tolerant)
        {
            _notes.Add(fault.Message.Replace(": ", ": skipped, ", StringComparison.Ordinal));
        }
    }
}
