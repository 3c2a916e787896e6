using System.Globalization;

namespace NetSensor.Host.Summary;

/// <summary>The run as tables for people.</summary>
public static class SummaryReport
{
    private const int Protocols = 12;
    private const int Hosts = 10;
    private const int Countries = 10;
    private const int Faults = 10;

    /// <summary>The tables that have something to tell, findings last so that they stay on the screen.</summary>
    public static IEnumerable<ReportTable> Of(RunSummary run)
    {
        yield return Traffic(run);
        if (run.Flows > 0) yield return ProtocolTable(run);
        if (run.Flows > 0) yield return HostTable(run);
        if (run.Traffic.Countries() is { Count: > 0 } countries) yield return CountryTable(countries);
        if (run.Devices.Count > 0) yield return DeviceReport.Of(run.Devices);
        yield return LogTable(run);
        if (run.Faults.Count > 0) yield return FaultTable(run);
        if (FindingTables.Exceptions(run) is { } exceptions) yield return exceptions;
        yield return FindingTables.Findings(run);
    }

    private static ReportTable Traffic(RunSummary run)
    {
        var table = new ReportTable(run.Interrupted ? "Traffic (stopped before the end)" : "Traffic", "", "");
        if (run.FirstPacket is { } first && run.LastPacket is { } last)
            table.Add("time", $"{Sizes.Moment(first)} to {Sizes.Moment(last)} UTC, {Sizes.Duration(last - first)}");
        table.Add("packets", $"{Sizes.Count(run.Capture.Packets)}, {Sizes.Bytes(run.Capture.WireBytes)} on the wire");
        table.Add("flows", Sizes.Count(run.Flows));
        AddUnlessZero(table, "cut by snap length", run.Capture.CutPackets);
        AddUnlessZero(table, "duplicates", run.Duplicates);
        if (run.BadChecksums.Any(bad => bad.Count > 0))
            table.Add("wrong checksums", string.Join(", ", run.BadChecksums.Where(bad => bad.Count > 0).Select(bad => $"{bad.Cause} {Sizes.Count(bad.Count)}")));
        AddUnlessZero(table, "filtered", run.Capture.FilteredPackets);
        AddUnlessZero(table, "dropped by the kernel", run.Capture.KernelDrops);
        AddUnlessZero(table, "dropped by the interface", run.Capture.InterfaceDrops);
        AddUnlessZero(table, "flows evicted", run.FlowEvictions);
        if (FindingTables.Suppressed(run) is { } suppressed) table.Add("findings kept back", suppressed);
        if (Evidence(run) is { } evidence) table.Add("evidence", evidence);
        table.Add("done in", string.Create(CultureInfo.InvariantCulture,
            $"{Sizes.Duration(run.Elapsed)} with {run.Workers} worker{(run.Workers == 1 ? "" : "s")}, {run.PacketsPerSecond / 1e6:F2} million packets per second"));
        return table;
    }

    private static string? Evidence(RunSummary run)
    {
        if (run.Evidence.Count == 0) return null;
        long Of(string name) => run.Evidence.First(count => count.Cause == name).Count;
        var text = $"{Sizes.Count(Of("packets"))} packets of {Sizes.Count(Of("files"))} findings, {Sizes.Bytes(Of("bytes"))}";
        return Of("failures") is > 0 and var failed ? $"{text}; {Sizes.Count(failed)} could not be written" : text;
    }

    private static ReportTable ProtocolTable(RunSummary run)
    {
        var all = run.Traffic.Protocols();
        var table = new ReportTable(Top("Protocols", Protocols, all.Count), "protocol", "flows>", "packets>", "bytes>");
        foreach (var (name, count) in all.Take(Protocols)) AddCount(table, name, count);
        return table;
    }

    private static ReportTable HostTable(RunSummary run)
    {
        var table = new ReportTable("Busiest hosts", "host", "flows>", "packets>", "bytes>");
        foreach (var (host, count) in run.Traffic.TopHosts(Hosts)) AddCount(table, host.ToString(), count);
        return table;
    }

    private static ReportTable CountryTable(IReadOnlyList<(string Country, TrafficCount Count)> countries)
    {
        var table = new ReportTable(Top("Countries", Countries, countries.Count), "country", "flows>", "packets>", "bytes>");
        foreach (var (country, count) in countries.Take(Countries)) AddCount(table, country, count);
        return table;
    }

    private static ReportTable LogTable(RunSummary run)
    {
        var table = new ReportTable(run.Folder is { } folder ? $"Logs in {folder}" : "Logs", "log", "lines>");
        foreach (var (log, lines) in run.Logs) table.Add(log, Sizes.Count(lines));
        table.Add("summary.json", "");
        return table;
    }

    private static ReportTable FaultTable(RunSummary run)
    {
        var table = new ReportTable(Top("Faults in captures", Faults, run.Faults.Count), "file", "offset>", "fault");
        foreach (var fault in run.Faults.Take(Faults)) table.Add(fault.File, Sizes.Count(fault.Offset), fault.Kind);
        return table;
    }

    private static void AddCount(ReportTable table, string name, TrafficCount count) =>
        table.Add(name, Sizes.Count(count.Flows), Sizes.Count(count.Packets), Sizes.Bytes(count.Bytes));

    private static void AddUnlessZero(ReportTable table, string name, long count)
    {
        if (count != 0) table.Add(name, Sizes.Count(count));
    }

    private static string Top(string title, int most, int all) => all > most ? $"{title}, the first {most} of {Sizes.Count(all)}" : title;
}
