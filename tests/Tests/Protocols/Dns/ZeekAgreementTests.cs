using System.IO.Compression;
using System.Text.Json;
using NetSensor.Export;
using NetSensor.Host;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Protocols.Dns;

/// <summary>dns.log against the one of a real Zeek, over the public captures.</summary>
public sealed class ZeekAgreementTests
{
    private const double WantedShare = 0.98;
    private const double MaxSecondsApart = 1;
    private const double RoundingSeconds = 3e-6; // both sides print microseconds, each rounded its own way

    [CorpusFact]
    public void Fields_that_both_carry_are_equal()
    {
        var zeek = ZeekRows().ToLookup(row => row.Capture, row => row.Row);
        int both = 0, equal = 0, rows = 0, paired = 0;
        foreach (var capture in zeek)
        {
            var ours = OurRows(capture.Key);
            foreach (var row in capture.OrderBy(Time))
            {
                rows++;
                var candidates = ours.GetValueOrDefault(Key(row)) ?? [];
                if (candidates.OrderBy(candidate => Math.Abs(Time(candidate) - Time(row))).Take(1).ToList() is not [var match]
                    || Math.Abs(Time(match) - Time(row)) > MaxSecondsApart) continue;
                candidates.Remove(match);
                paired++;
                foreach (var field in row.EnumerateObject().Where(field => field.Name != "uid" && match.TryGetProperty(field.Name, out _)))
                {
                    both++;
                    if (Same(field.Value, match.GetProperty(field.Name))) equal++;
                }
            }
        }
        Assert.True(rows > 1000);
        Assert.True(paired >= rows * WantedShare, $"{paired} of {rows} rows are there");
        Assert.True(equal >= both * WantedShare, $"{equal} of {both} fields are equal");
    }

    private static IEnumerable<(string Capture, JsonElement Row)> ZeekRows()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Corpus.Folder!, "zeek-says"), "*.gz"))
        {
            using var lines = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
            while (lines.ReadLine() is { } line)
            {
                if (!line.Contains("\"dns\"", StringComparison.Ordinal)) continue;
                var said = JsonDocument.Parse(line).RootElement;
                if (said.GetProperty("log").GetString() == "dns") yield return (said.GetProperty("capture").GetString()!, said.GetProperty("row"));
            }
        }
    }

    private static Dictionary<string, List<JsonElement>> OurRows(string capture)
    {
        var logs = new MemoryLogs();
        if (Corpus.Path(capture) is { } path) Replay.Run([path], new ReplayOptions(), logs);
        return logs.Lines("dns.log").Select(line => JsonDocument.Parse(line).RootElement)
            .GroupBy(Key).ToDictionary(rows => rows.Key, rows => rows.ToList());
    }

    private static double Time(JsonElement row) => row.GetProperty("ts").GetDouble();

    private static string Key(JsonElement row) => string.Join(' ', new[] { "id.orig_h", "id.orig_p", "id.resp_h", "id.resp_p", "proto", "trans_id" }
        .Select(name => row.GetProperty(name).ToString()));

    private static bool Same(JsonElement zeek, JsonElement ours) => zeek.ValueKind switch
    {
        JsonValueKind.Number => Math.Abs(zeek.GetDouble() - ours.GetDouble()) < RoundingSeconds,
        JsonValueKind.Array => zeek.GetArrayLength() == ours.GetArrayLength()
            && zeek.EnumerateArray().Zip(ours.EnumerateArray()).All(pair => Same(pair.First, pair.Second)),
        JsonValueKind.String => zeek.GetString() == ours.GetString(),
        _ => zeek.ValueKind == ours.ValueKind,
    };
}
