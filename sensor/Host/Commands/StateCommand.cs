using System.CommandLine;
using NetSensor.Events;
using NetSensor.Host.Summary;
using NetSensor.Store;

namespace NetSensor.Host.Commands;

/// <summary><c>netsensor state FILE</c>: what a sensor has learnt.</summary>
internal static class StateCommand
{
    private const string Examples = """
        Examples:
          netsensor state week.sqlite                             of replays with --state
          sudo netsensor state /var/lib/netsensor/state.sqlite    of the service
        """;

    private const int MostRows = 20; // a screen; sqlite3 shows all

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The state file, as given with --state." };
        file.Validators.Add(Mistakes.RejectOptions);
        var command = new ExplainedCommand("state", "Show what a state file holds: learners, entries, bytes, age, findings. A sensor may be writing it meanwhile.", Examples) { file };
        command.SetAction(parsed =>
        {
            var report = StateReport.Read(parsed.GetValue(file)!, MostRows);
            Terminal.Print([Learners(report), Findings(report), Runs(report)]);
        });
        return command;
    }

    private static ReportTable Learners(StateReport report)
    {
        var table = new ReportTable($"Learnt ({Sizes.Bytes(report.Bytes)} on disk)", "learner", "entries>", "bytes>", "oldest", "newest");
        foreach (var memory in report.Learners)
            table.Add(memory.Learner, Sizes.Count(memory.Entries), Sizes.Bytes(memory.Bytes), Sizes.Moment(memory.Oldest), Sizes.Moment(memory.Newest));
        return table;
    }

    private static ReportTable Findings(StateReport report)
    {
        var title = report.FindingCount > report.Findings.Count ? $"Findings (worst {report.Findings.Count} of {Sizes.Count(report.FindingCount)})" : "Findings";
        var table = new ReportTable(title, "severity", "risk>", "detector", "finding", "last seen", "told>");
        foreach (var finding in report.Findings)
            table.Add(((Severity)finding.Severity).ToString().ToLowerInvariant(), $"{finding.Risk}", finding.Detector, finding.Title, Sizes.Moment(finding.LastSeen), Sizes.Count(finding.Count));
        return table;
    }

    private static ReportTable Runs(StateReport report)
    {
        var table = new ReportTable("Latest runs", "started", "ended", "version", "of");
        foreach (var run in report.Runs) table.Add(run.Started, run.Ended ?? "", run.Version, run.Source);
        return table;
    }
}
