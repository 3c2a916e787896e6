using NetSensor.Analyzers.Exceptions;
using NetSensor.Events;

namespace NetSensor.Host.Summary;

/// <summary>Findings for people: by host, the host in the worst state first; then what was kept back.</summary>
internal static class FindingTables
{
    private const int Most = 20;

    /// <summary>What was found.</summary>
    public static ReportTable Findings(RunSummary run)
    {
        if (run.Findings.Count == 0) return new ReportTable("Findings: none", "");
        var title = run.Findings.Count > Most ? $"Findings, the first {Most} of {Sizes.Count(run.Findings.Count)}" : "Findings";
        var table = new ReportTable(title, "severity", "risk>", "who", "whom", "what and why");
        foreach (var host in run.Findings.Take(Most).GroupBy(KeyOf)) // findings come worst first, and so do their hosts
        {
            var who = Who(host.First());
            foreach (var finding in host)
            {
                table.Add(finding.Severity.ToString().ToLowerInvariant(), finding.Risk.ToString(), who, Whom(finding), $"{finding.Title}: {finding.Reason} {Parts(finding)}");
                who = ""; // the host stands before its first finding
            }
        }
        return table;
    }

    /// <summary>What each exception did; null when there are none.</summary>
    public static ReportTable? Exceptions(RunSummary run)
    {
        if (run.Exceptions.Count == 0) return null;
        var table = new ReportTable("Exceptions", "name", "owner", "until", "hid>", "state");
        foreach (var tally in run.Exceptions)
            table.Add(tally.Exception.Name, tally.Exception.Owner, tally.Exception.Expires.ToString("O"), Sizes.Count(tally.Hidden), State(tally, run.LastPacket));
        return table;
    }

    /// <summary>How many tellings were kept back, by cause; null when none were.</summary>
    public static string? Suppressed(RunSummary run)
    {
        var causes = run.Suppressed.Where(cause => cause.Count > 0).Select(cause => $"{cause.Cause.Replace('_', ' ')} {Sizes.Count(cause.Count)}").ToList();
        return causes.Count == 0 ? null : string.Join(", ", causes);
    }

    private static string State(ExceptionTally tally, Wire.Timestamp? end)
    {
        var words = new List<string>();
        if (end is { } now && tally.Exception.IsOver(now)) words.Add("expired");
        if (tally.TooLate > 0) words.Add($"told {Sizes.Count(tally.TooLate)} that it hid before it expired");
        if (tally.TooSevere > 0) words.Add($"told {Sizes.Count(tally.TooSevere)} worse than {tally.Exception.MaxSeverity.ToString().ToLowerInvariant()}");
        if (tally.IsUnused) words.Add("unused");
        return string.Join("; ", words);
    }

    private static string KeyOf(Detection finding) => finding.SourceHost?.DeviceId ?? finding.Source.ToString();

    private static string Who(Detection finding)
    {
        var host = finding.SourceHost;
        var words = new List<string> { finding.Source.ToString() };
        if (host?.Name is { } name) words.Add(name);
        if (host?.User is { } user) words.Add(user);
        if ((host?.Vendor, host?.Kind) is var (vendor, kind) && (vendor ?? kind) is not null) words.Add($"{vendor} {kind}".Trim());
        if (host?.IsManaged == false) words.Add("unmanaged");
        if (finding.SourceZone is { } zone and not NetworkZones.Internal) words.Add(zone);
        return string.Join(", ", words);
    }

    private static string Whom(Detection finding)
    {
        var whom = finding.DestinationName ?? finding.Destination?.ToString() ?? "";
        if (finding.DestinationName is null && finding.DestinationHost?.Name is { } host) whom = $"{whom} ({host})";
        if (finding.DestinationReverseName is { } reverse) whom = $"{whom} (ptr {reverse})";
        if (finding.DestinationPort is { } port) whom = $"{whom} port {port}";
        return finding.DestinationCountry is { } country ? $"{whom} ({country})" : whom;
    }

    private static string Parts(Detection finding) =>
        finding.RiskParts.Count == 0 ? "" : $"Risk: {string.Join(", ", finding.RiskParts.Select(part => $"{part.Name.Replace('_', ' ')} {part.Points:+0;-0;0}"))}.";
}
