using System.Globalization;
using NetSensor.Events;
using NetSensor.Host;

namespace NetSensor.Benchmarks.Quality;

/// <summary>How well the detectors find what is hidden in a week, and how often they cry without reason.</summary>
internal sealed class WeekQuality
{
    private const int MostCheckIns = 20;
    private const double MostJitter = 0.5;
    private const double MostFalseBeacons = 1;          // per 100 hosts and day
    private const double RitaCut = 0.7;                 // from which RITA shows a channel as medium
    private readonly List<string> _faults = [];

    /// <summary>Replays a week and prints tables; what misses a goal is returned.</summary>
    public IReadOnlyList<string> Run(string capture, string truthPath, ReplayOptions options, TextWriter report)
    {
        var truth = TruthEntry.Read(truthPath);
        var (tellings, rita, hosts) = (new Tellings(), new RitaBeside(truth), new InsideHosts());
        using var replay = Composition.Replay([capture], options, null, new BothSinks(rita, hosts), tellings);
        var summary = replay.Run();
        var days = summary.FirstPacket is { } first && summary.LastPacket is { } last ? Math.Max((last - first).TotalDays, 1.0 / 24) : 1;
        var right = tellings.All.Where(told => truth.Count(entry => entry.Takes(told)) > 0).Select(told => told.Id).ToHashSet(); // a story may be told by another key later
        var wrong = tellings.Findings.Where(finding => !right.Contains(finding.Id)).ToList();

        report.WriteLine(string.Create(CultureInfo.InvariantCulture, $"# The week: {hosts.Count} hosts inside, {days:F1} days, {truth.Count} hidden things, {tellings.Findings.Count()} findings"));
        Hidden(truth, rita, report);
        PerDetector(truth, tellings, wrong, hosts.Count * days / 100, report);
        PerSeverity([.. tellings.Findings], wrong, hosts.Count * days / 100, report);
        Misses(truth, report);
        FalseFindings(wrong, report);
        return _faults;
    }

    private void Hidden(List<TruthEntry> truth, RitaBeside rita, TextWriter report)
    {
        report.WriteLine("\n| hidden | kind | jitter, missed | found by | check-ins or steps until told | score | p-value | period told | RITA's best day | RITA ≥ .7 |\n|---|---|---|---|---:|---:|---:|---:|---:|---|");
        foreach (var entry in truth.OrderBy(entry => entry.Kind, StringComparer.Ordinal))
        {
            var score = entry.Kind == "beacon" ? rita.Best(entry) : null;
            report.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {entry.Name} | {entry.Kind} | {Variation(entry)} | {Who(entry)} | {entry.Until?.ToString(CultureInfo.InvariantCulture) ?? "**not**"} of {entry.Times.Length} | {entry.First?.Risk} | {Number(entry.First, "p_value")} | {Number(entry.First, "period")} | {score?.ToString("F3", CultureInfo.InvariantCulture) ?? "–"} | {(entry.Kind != "beacon" ? "" : score >= RitaCut ? "yes" : "no")} |"));
            if (entry.Kind != "beacon" || Jitter(entry) > MostJitter) continue;
            if (entry.Until is null) _faults.Add($"{entry.Name} was not found");
            else if (entry.Until > MostCheckIns) _faults.Add($"{entry.Name} was found after {entry.Until} check-ins, later than {MostCheckIns} (jitter and missed: {Variation(entry)})");
        }
    }

    private void PerDetector(List<TruthEntry> truth, Tellings tellings, List<Detection> wrong, double hundredHostDays, TextWriter report)
    {
        report.WriteLine("\n| detector | expected | found | findings | false, above low | false, low | false above informational per 100 hosts and day |\n|---|---:|---:|---:|---:|---:|---:|");
        foreach (var detector in truth.Select(entry => entry.Detectors[0]).Concat(tellings.All.Select(told => told.Detector)).Distinct().Order(StringComparer.Ordinal))
        {
            var expected = truth.Where(entry => entry.Detectors[0] == detector).ToList();
            var mine = wrong.Where(finding => finding.Detector == detector).ToList();
            var rate = mine.Count(finding => finding.Severity >= Severity.Low) / hundredHostDays;
            report.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {detector} | {expected.Count} | {expected.Count(entry => entry.First is not null)} | {tellings.Findings.Count(told => told.Detector == detector)} | {mine.Count(told => told.Severity > Severity.Low)} | {mine.Count(told => told.Severity == Severity.Low)} | {rate:F2} |"));
            if (detector == "beaconing" && rate > MostFalseBeacons) _faults.Add(string.Create(CultureInfo.InvariantCulture, $"{rate:F2} false beacons per 100 hosts and day, more than {MostFalseBeacons}"));
        }
    }

    private static void PerSeverity(List<Detection> findings, List<Detection> wrong, double hundredHostDays, TextWriter report)
    {
        report.WriteLine("\n| severity | findings | per 100 hosts and day | of them without anything hidden | per 100 hosts and day |\n|---|---:|---:|---:|---:|");
        foreach (var severity in Enum.GetValues<Severity>().OrderDescending())
        {
            var (all, without) = (findings.Count(told => told.Severity == severity), wrong.Count(told => told.Severity == severity));
            report.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {severity} | {all} | {all / hundredHostDays:F2} | {without} | {without / hundredHostDays:F2} |"));
        }
    }

    private static void Misses(List<TruthEntry> truth, TextWriter report)
    {
        report.WriteLine("\n## Not found");
        foreach (var entry in truth.Where(entry => entry.First is null))
            report.WriteLine($"- {entry.Name} ({string.Join('/', entry.Detectors)}; {string.Join(' ', entry.Techniques)}): {entry.Source} → {string.Join(' ', entry.DestinationNames)} {string.Join(' ', entry.Destinations.Take(3))}: {entry.About}");
    }

    private static void FalseFindings(List<Detection> wrong, TextWriter report)
    {
        report.WriteLine("\n## Told without anything hidden");
        foreach (var finding in wrong.OrderBy(finding => finding.Detector, StringComparer.Ordinal).ThenByDescending(finding => finding.Severity))
            report.WriteLine($"- {finding.Detector}, {finding.Severity}: {finding.Title}. {finding.Reason}");
    }

    private static double Jitter(TruthEntry entry) => entry.Parameters["jitter"].FirstOrDefault();

    private static string Variation(TruthEntry entry) =>
        entry.Kind == "beacon" ? string.Create(CultureInfo.InvariantCulture, $"{100 * Jitter(entry):F0} %, {100 * entry.Parameters["missed"].FirstOrDefault():F0} %") : "";

    private static string Who(TruthEntry entry) => entry.First is { } first ? first.Detector + string.Concat(entry.ToldBy.Where(name => name != first.Detector).Select(name => ", " + name)) : "–";

    private static string Number(Detection? told, string name) =>
        told?.Evidence.FirstOrDefault(number => number.Name == name) is { } evidence ? evidence.Value.ToString("G3", CultureInfo.InvariantCulture) : "";
}
