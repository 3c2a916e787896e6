namespace NetSensor.Export;

/// <summary>Writes logs into a folder.</summary>
/// <param name="path">The folder as it was given.</param>
/// <param name="append">Whether files that are there already are continued; else they are replaced.</param>
public sealed class LogFolder(string path, bool append = false) : ILogOutput
{
    /// <summary>The folder as it was given.</summary>
    public string Path { get; } = path;

    /// <summary>
    /// Makes the folder when there is none, proves that it can be written, and removes the files named in <paramref name="replaced"/>, so
    /// that no log of an earlier run stays among the new ones.
    /// </summary>
    public void Prepare(IEnumerable<string> replaced)
    {
        try
        {
            Directory.CreateDirectory(Path);
            ProveWritable();
            foreach (var name in replaced) File.Delete(Describe(name));
        }
        catch (Exception fault) when (fault is DirectoryNotFoundException or FileNotFoundException) // their messages do not tell that it was to be made
        {
            throw new LogException($"cannot write logs into '{Path}': no folder can be made there; name another folder with --out", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new LogException($"cannot write logs into '{Path}': {Reason(fault)}; name another folder with --out", fault);
        }
    }

    /// <inheritdoc/>
    public Stream Create(string fileName)
    {
        try
        {
            return new FileStream(Describe(fileName), ModeOf(fileName), FileAccess.Write, FileShare.Read, bufferSize: 0);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new LogException($"cannot write '{Describe(fileName)}': {Reason(fault)}; name another folder with --out", fault);
        }
    }

    /// <inheritdoc/>
    public bool WasMoved(string fileName) => !File.Exists(Describe(fileName));

    /// <inheritdoc/>
    public string Describe(string fileName) => System.IO.Path.Combine(Path, fileName);

    /// <summary>What the system says, in one line, without the path (which the message names already) and full stop.</summary>
    public static string Reason(Exception fault)
    {
        var line = fault.Message.Split('\n')[0];
        var path = line.IndexOf(" : '", StringComparison.Ordinal);
        return (path < 0 ? line : line[..path]).TrimEnd('.', '\r', ' ');
    }

    /// <summary>A file that is not there is not cut to nothing either: ext4 would take it for one that is replaced, and write all of it to the disk before it is closed.</summary>
    private FileMode ModeOf(string fileName)
    {
        if (append && !IsRewritten(fileName)) return FileMode.Append;
        return File.Exists(Describe(fileName)) ? FileMode.Create : FileMode.OpenOrCreate;
    }

    /// <summary>What is one JSON object (summary.json) tells of one run; lines can be continued.</summary>
    private static bool IsRewritten(string fileName) => fileName.EndsWith(".json", StringComparison.Ordinal);

    /// <summary>A capture may tell nothing for hours: better to know now that its logs have no place.</summary>
    private void ProveWritable()
    {
        var probe = System.IO.Path.Combine(Path, $".netsensor-{Environment.ProcessId}");
        using (File.Create(probe)) { }
        File.Delete(probe);
    }
}
