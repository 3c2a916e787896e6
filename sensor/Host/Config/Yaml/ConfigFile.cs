using System.Text;

namespace NetSensor.Host.Config;

/// <summary>From a path to its text, whatever lies at the path: a folder, a pipe that nobody writes into, a device without end.</summary>
internal static class ConfigFile
{
    private const int MaxFileBytes = 1 << 20; // a real one has a few lines: a capture given by mistake must not be parsed as text

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5); // a pipe from a program (<(…) in a shell) answers sooner

    /// <summary>The text of the file.</summary>
    /// <exception cref="UsageException">It cannot be read.</exception>
    public static string Read(string path)
    {
        if (path.Length == 0) throw new UsageException("the configuration has an empty name; give a YAML file");
        if (Directory.Exists(path)) throw new UsageException($"{path}: a folder; give a YAML file");
        try
        {
            var reading = Task.Run(() => ReadBounded(path)); // opening a pipe without a writer never returns
            if (!reading.Wait(Patience)) throw new UsageException($"{path}: nothing to read within {Patience.TotalSeconds} seconds; give a YAML file");
            return reading.Result ?? throw new UsageException($"{path}: too large for a configuration; give a YAML file");
        }
        catch (AggregateException failed) when (failed.InnerException is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"{path}: cannot be read ({failed.InnerException.Message.TrimEnd('.')}); check the path");
        }
    }

    private static string? ReadBounded(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[MaxFileBytes + 1];
        var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return length > MaxFileBytes ? null : Encoding.UTF8.GetString(bytes, 0, length).TrimStart('\uFEFF');
    }
}
