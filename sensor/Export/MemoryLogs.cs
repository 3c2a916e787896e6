using System.Text;

namespace NetSensor.Export;

/// <summary>Keeps the logs of a run in memory, for tests and comparisons.</summary>
public sealed class MemoryLogs : ILogOutput
{
    private readonly SortedDictionary<string, MemoryStream> _files = new(StringComparer.Ordinal);

    /// <summary>Names of the logs that have lines, sorted.</summary>
    public IReadOnlyCollection<string> Names => _files.Keys;

    /// <inheritdoc/>
    public Stream Create(string fileName) => _files[fileName] = new MemoryStream();

    /// <inheritdoc/>
    public string Describe(string fileName) => fileName;

    /// <summary>The bytes of one log; empty when it was never opened.</summary>
    public byte[] Bytes(string fileName) => _files.TryGetValue(fileName, out var file) ? file.ToArray() : [];

    /// <summary>The lines of one log, without their ends.</summary>
    public IReadOnlyList<string> Lines(string fileName) =>
        Encoding.UTF8.GetString(Bytes(fileName)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
