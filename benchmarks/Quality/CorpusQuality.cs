using System.Globalization;
using NetSensor.Capture;
using NetSensor.Events;
using NetSensor.Host;

namespace NetSensor.Benchmarks.Quality;

/// <summary>How well the detectors do on captures of others: attacks by their labels, and everyday traffic.</summary>
internal static class CorpusQuality
{
    private const double LeastShare = 0.9;
    private static readonly string[] Judged = ["lateral-movement", "credentials", "command-and-control"];

    /// <summary>Replays each labelled capture and prints tables; what misses a goal is returned.</summary>
    public static IReadOnlyList<string> Run(string corpus, IReadOnlyList<CorpusLabel> labels, ReplayOptions options, TextWriter report)
    {
        var (rows, faults) = (new List<Row>(), new List<string>());
        foreach (var label in labels)
        {
            var path = Path.Combine(corpus, label.Capture);
            if (!File.Exists(path)) continue;
            try
            {
                var tellings = new Tellings();
                using var replay = Composition.Replay([path], options, null, null, tellings);
                replay.Run();
                rows.Add(new Row(label, [.. tellings.Findings]));
            }
            catch (CaptureException fault)
            {
                faults.Add($"{label.Capture}: {fault.Message}");
            }
        }
        report.WriteLine("\n# Captures of others\n\n| area | captures | right technique | share | of those whose packets carry it |\n|---|---:|---:|---:|---:|");
        foreach (var area in rows.Where(row => !row.Label.IsBenign).GroupBy(row => row.Label.Area).OrderBy(area => area.Key, StringComparer.Ordinal))
            report.WriteLine(Line(area.Key, [.. area], ""));
        Judge(rows, faults, report);
        List(rows, report);
        return faults;
    }

    private static void Judge(List<Row> rows, List<string> faults, TextWriter report)
    {
        var judged = rows.Where(row => Judged.Contains(row.Label.Area)).ToList();
        var share = judged.Count == 0 ? 1 : judged.Count(row => row.IsFound) / (double)judged.Count;
        var (benign, noisy) = (rows.Count(row => row.Label.IsBenign), rows.Count(row => row.Label.IsBenign && row.IsNoisy));
        report.WriteLine(Line($"these three: {string.Join(", ", Judged)}", judged, string.Create(CultureInfo.InvariantCulture, $" (goal {100 * LeastShare:F0} %)")));
        report.WriteLine($"\n{benign} benign captures, {noisy} with a finding above low (goal 0), {rows.Count(row => row.Label.IsBenign && row.Findings.Length > 0)} with any finding.");
        if (share < LeastShare) faults.Add(string.Create(CultureInfo.InvariantCulture, $"{100 * share:F0} % of the labelled captures give the right technique, fewer than {100 * LeastShare:F0} %"));
        if (noisy > 0) faults.Add($"{noisy} benign captures give a finding above low");
    }

    /// <summary>A label that the packets do not carry is a miss in the share, and left out of the last column.</summary>
    private static string Line(string area, List<Row> rows, string goal)
    {
        var (found, carried) = (rows.Count(row => row.IsFound), rows.Count(row => row.Label.Unseen is null));
        return string.Create(CultureInfo.InvariantCulture, $"| {area} | {rows.Count} | {found} | {100.0 * found / Math.Max(1, rows.Count):F1} %{goal} | {rows.Count(row => row.IsFound && row.Label.Unseen is null)} of {carried} |");
    }

    private static void List(List<Row> rows, TextWriter report)
    {
        report.WriteLine("\n## Labelled captures without the right technique");
        foreach (var row in rows.Where(row => !row.Label.IsBenign && !row.IsFound))
            report.WriteLine($"- {Path.GetFileName(row.Label.Capture)}: wanted {string.Join(' ', row.Label.Techniques)}, told {Told(row)}. {row.Label.Remark}{(row.Label.Unseen is { } reason ? $". Not in the packets: {reason}" : "")}");
        report.WriteLine("\n## Benign captures with findings above low");
        foreach (var row in rows.Where(row => row.Label.IsBenign && row.IsNoisy))
            foreach (var finding in row.Findings.Where(finding => finding.Severity > Severity.Low))
                report.WriteLine($"- {row.Label.Capture}: {finding.Detector}, {finding.Severity}: {finding.Title}. {finding.Reason}");
    }

    private static string Told(Row row) =>
        row.Findings.Length == 0 ? "nothing" : string.Join("; ", row.Findings.Select(finding => $"{finding.Detector} {string.Join(' ', finding.Techniques.Select(technique => technique.Id))}").Distinct().Take(6));

    private sealed record Row(CorpusLabel Label, Detection[] Findings)
    {
        public bool IsFound => Findings.Any(finding => finding.Techniques.Any(technique => Label.Techniques.Any(wanted => AttackIds.AreKin(wanted, technique.Id))));
        public bool IsNoisy => Findings.Any(finding => finding.Severity > Severity.Low);
    }
}
