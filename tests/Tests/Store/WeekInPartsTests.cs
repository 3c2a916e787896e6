using NetSensor.Events;
using NetSensor.Export;
using NetSensor.Generator.Week;
using NetSensor.Host;
using NetSensor.Tests.Capture;

namespace NetSensor.Tests.Store;

/// <summary>A week of captures, a file a day, replayed one by one with what was learnt before tells what one replay of the whole week tells.</summary>
public sealed class WeekInPartsTests : IDisposable
{
    private const int Days = 7;

    // what begins and ends within a day, and what needs the whole week; nobody works, so that a week is small
    private static readonly WeekOptions Week = new()
    {
        People = 40, IsOfficeOpen = false, Only = ["cs-60-25", "sleep-4h", "office-hours", "raw-ip", "sleep-change", "psexec", "wmi", "dcsync", "spray", "kerberoast", "dga"],
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Seven_files_with_a_state_tell_what_the_whole_week_tells()
    {
        var whole = Told([Capture(Week)]);
        var state = new ReplayOptions { State = new StateSettings { Path = Path.Combine(_folder.Root, "state.sqlite") } };
        var parts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (var day = 0; day < Days; day++)
            foreach (var (id, told) in Told([Capture(Week with { FromHour = 24 * day, Hours = 24 })], state)) parts[id] = told;
        Assert.True(whole.Count >= 8, $"{whole.Count} findings");
        Assert.Equal(whole, parts);
    }

    /// <summary>Each finding by its id: how bad it was when it was told last, and by whom of whom.</summary>
    private static SortedDictionary<string, string> Told(IReadOnlyList<string> captures, ReplayOptions? options = null) =>
        new(Replay.Run(captures, options ?? new ReplayOptions(), new MemoryLogs()).Findings.ToDictionary(finding => finding.Id, Words), StringComparer.Ordinal);

    private static string Words(Detection finding) => $"{finding.Detector} {finding.Severity} {finding.Source} {finding.DestinationName ?? finding.Destination?.ToString()}";

    private string Capture(WeekOptions week)
    {
        var path = Path.Combine(_folder.Root, $"{week.FromHour}.pcap");
        new WeekScenario(week).Write(path, Path.ChangeExtension(path, ".truth.jsonl"));
        return path;
    }
}
