using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using NetSensor.Events;
using NetSensor.Export;
using NetSensor.Export.Logs;
using NetSensor.Host;

namespace NetSensor.Tests.Support;

/// <summary>Pairs the rows of one log with those that Zeek wrote for the same public captures, and counts the fields that both carry.</summary>
public sealed class ZeekRows(string log, params string[] keyFields)
{
    private const double Microseconds = 2.1e-6; // both sides print six decimals, each rounded its own way

    private static readonly HashSet<string> Ignored = ["ts", "uid", "orig_fuids", "resp_fuids"];

    /// <summary>Per field: rows where both carry it, and rows where it is equal.</summary>
    public SortedDictionary<string, (int Both, int Equal)> Fields { get; } = new(StringComparer.Ordinal);

    /// <summary>What differs, a line each.</summary>
    public List<string> Differences { get; } = [];

    /// <summary>Rows that Zeek wrote.</summary>
    public int Rows { get; private set; }

    /// <summary>Of them, rows that we wrote too.</summary>
    public int Paired { get; private set; }

    /// <summary>Share of equal fields among those that both carry.</summary>
    public double Agreement => Fields.Values.Sum(counted => counted.Equal) / (double)Fields.Values.Sum(counted => counted.Both);

    /// <summary>Replays every capture for which Zeek has rows of this log.</summary>
    public void Compare()
    {
        foreach (var file in Directory.EnumerateFiles(System.IO.Path.Combine(Corpus.Folder!, "zeek-says"), "*.jsonl.gz").Order(StringComparer.Ordinal))
            foreach (var capture in Load(file).GroupBy(row => row.Capture))
                if (Corpus.Path(capture.Key) is { } path) Compare(capture.Key, capture.Select(row => row.Row), Replayed(path));
    }

    private IEnumerable<(string Capture, JsonElement Row)> Load(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            if (!line.Contains($"\"log\": \"{log}\"", StringComparison.Ordinal)) continue;
            var root = JsonDocument.Parse(line).RootElement;
            yield return (root.GetProperty("capture").GetString()!, root.GetProperty("row"));
        }
    }

    private void Compare(string capture, IEnumerable<JsonElement> theirs, List<JsonElement> ours)
    {
        foreach (var row in theirs)
        {
            Rows++;
            var match = ours.FindIndex(candidate => Key(candidate) == Key(row) && Math.Abs(Time(candidate) - Time(row)) < 1);
            if (match < 0)
            {
                Differences.Add($"{capture}: no row for {row.GetRawText()[..Math.Min(200, row.GetRawText().Length)]}");
                continue;
            }
            Paired++;
            CompareFields(capture, row, ours[match]);
            ours.RemoveAt(match);
        }
    }

    private void CompareFields(string capture, JsonElement theirs, JsonElement ours)
    {
        foreach (var field in theirs.EnumerateObject())
        {
            if (Ignored.Contains(field.Name) || !ours.TryGetProperty(field.Name, out var mine)) continue;
            var equal = field.Value.ValueKind == JsonValueKind.Number ? Math.Abs(field.Value.GetDouble() - mine.GetDouble()) < Microseconds : field.Value.ToString().Replace(" ", "", StringComparison.Ordinal) == mine.ToString().Replace(" ", "", StringComparison.Ordinal);
            var (both, same) = Fields.GetValueOrDefault(field.Name);
            Fields[field.Name] = (both + 1, same + (equal ? 1 : 0));
            if (!equal) Differences.Add($"{capture}: {field.Name}: Zeek {field.Value.GetRawText()}, ours {mine.GetRawText()}");
        }
    }

    private List<JsonElement> Replayed(string path)
    {
        var sink = new LineSink(LogCatalog.All.Single(format => format.FileName == log + ".log"));
        Replay.Run([path], new ReplayOptions(), sink);
        return sink.Rows;
    }

    private string Key(JsonElement row) =>
        string.Join(' ', new[] { "id.orig_h", "id.orig_p", "id.resp_h", "id.resp_p" }.Concat(keyFields).Select(field => row.GetProperty(field).ToString()));

    private static double Time(JsonElement row) => double.Parse(row.GetProperty("ts").GetRawText(), CultureInfo.InvariantCulture);

    private sealed class LineSink(ILogFormat format) : IEventSink
    {
        private readonly JsonLine _line = new();

        public List<JsonElement> Rows { get; } = [];

        public void Emit(SensorEvent happened)
        {
            if (happened.GetType() != format.EventType) return;
            _line.Clear();
            format.Write(happened, _line);
            if (_line.Length == 0) return; // not every event of a kind is told
            Rows.Add(JsonDocument.Parse(_line.Written.ToArray()).RootElement);
        }
    }
}
