using System.Globalization;
using NetSensor.Capture;
using NetSensor.Capture.Files;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Capture;

/// <summary>Every public capture gives the packets and the end that its catalogue says.</summary>
public sealed class CorpusCaptureTests
{
    /// <summary>Captures that end in a record of 4,325,376 bytes: too short for it (the catalogue's word) and impossible (libpcap's and ours).</summary>
    private static readonly string[] BothCutAndImpossible =
    [
        "suricata-verify/tests/bug-1450-04/tls_DER-incomplete-header.pcap",
        "suricata-verify/tests/bug-1450-05/tls_DER-incomplete-content.pcap",
    ];

    [CorpusFact]
    public void Every_capture_has_the_packets_the_end_and_the_link_types_of_the_catalogue()
    {
        var differences = new List<string>();
        var rows = File.ReadLines(Path.Combine(Corpus.Folder!, "catalog.csv")).Skip(1).Select(Row.Parse).ToList();
        foreach (var row in rows)
        {
            if (Corpus.Path(row.Capture) is not { } path) continue;
            var seen = Walk(row.Capture, path);
            if (seen != row) differences.Add($"catalogue {row}, read {seen}");
        }
        Assert.NotEmpty(rows);
        Assert.True(differences.Count == 0, $"{differences.Count} of {rows.Count}:\n" + string.Join('\n', differences));
    }

    private static Row Walk(string capture, string path)
    {
        using var set = CaptureFileSet.Open([path]);
        using var source = set.CreateSource();
        var batch = new PacketBatch();
        var links = new SortedSet<int>();
        while (source.Read(batch))
            for (var i = 0; i < batch.Count; i++) links.Add((int)batch[i].Link);
        var end = source.Faults.Count == 0 ? "ok" : EndState(capture, source.Faults[0].Kind);
        return new Row(capture, Format(path, set.Files[0]), string.Join('/', links), source.Counters.Packets, end);
    }

    private static string EndState(string capture, string kind) => kind switch
    {
        "cut off in a record header" => "trail",
        "impossible record length 4325376" when BothCutAndImpossible.Contains(capture) => "trunc",
        _ when kind.StartsWith("impossible record length", StringComparison.Ordinal) => "badlen",
        _ when kind.StartsWith("cut off", StringComparison.Ordinal) => "trunc",
        _ => kind,
    };

    private static string Format(string path, CaptureFileInfo info)
    {
        if (info.Format == CaptureFormat.Pcapng) return "pcapng";
        using var file = File.OpenRead(path);
        var order = file.ReadByte() == 0xa1 ? "be" : "le";
        return info.Format == CaptureFormat.PcapNanosecond ? $"pcap-ns-{order}" : $"pcap-{order}";
    }

    private sealed record Row(string Capture, string Format, string Links, long Packets, string End)
    {
        public static Row Parse(string line)
        {
            var cells = line.Split(',');
            var links = cells[4].Split('/', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).Order();
            return new Row(cells[0], cells[3], string.Join('/', links), long.Parse(cells[5], CultureInfo.InvariantCulture), cells[7]);
        }
    }
}
