using System.IO.Compression;
using System.Text.Json;

namespace NetSensor.Agreement;

/// <summary>Reads what Zeek logged: SOURCE.jsonl.gz, one {"capture", "log", "row"} a line.</summary>
internal static class ZeekSays
{
    /// <summary>All rows by capture.</summary>
    public static SortedDictionary<string, List<LogRow>> Load(string corpus)
    {
        var captures = new SortedDictionary<string, List<LogRow>>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(corpus, "zeek-says"), "*.jsonl.gz").Order(StringComparer.Ordinal))
        {
            using var stream = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
            using var reader = new StreamReader(stream);
            while (reader.ReadLine() is { } line)
            {
                var json = JsonDocument.Parse(line).RootElement;
                var capture = json.GetProperty("capture").GetString()!;
                if (!captures.TryGetValue(capture, out var rows)) captures[capture] = rows = [];
                rows.Add(new LogRow(capture, json.GetProperty("log").GetString()!, json.GetProperty("row")));
            }
        }
        return captures;
    }
}
