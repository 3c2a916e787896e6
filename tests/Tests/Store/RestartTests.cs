using NetSensor.Analyzers;
using NetSensor.Events;
using NetSensor.Export;
using NetSensor.Generator.Week;
using NetSensor.Host;
using NetSensor.Tests.Capture;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Store;

/// <summary>A capture in several files, replayed one by one with what was learnt before, tells what one replay of the whole tells.</summary>
public sealed class RestartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_detector_keeps_what_it_learns() => Assert.Empty(DetectorCatalog.CreateAll().Where(detector => detector is not ILearner).Select(detector => detector.Info.Name));

    [Theory]
    [InlineData("dga", 33.9, 0.5, 3, "dga")]
    [InlineData("in-connection", 81.9, 4.6, 2, "long-connection")]
    [InlineData("remote-tool", 111.9, 0.6, 3, "remote-access")]
    [InlineData("tor", 113.9, 0.4, 3, "remote-access")]
    [InlineData("raw-ip", 103.9, 0.4, 3, "odd-service")]
    [InlineData("exfiltration", 67.3, 0.8, 3, "exfiltration")]
    [InlineData("dns-beacon", 37.9, 1.2, 4, "beaconing")]
    public void Several_files_with_a_state_tell_what_one_tells(string hidden, double hour, double hours, int files, string detector)
    {
        var capture = Path.Combine(_folder.Root, "whole.pcap");
        new WeekScenario(new WeekOptions { People = 10, FromHour = hour, Hours = hours, Only = [hidden] }).Write(capture, Path.ChangeExtension(capture, ".truth.jsonl"));
        var whole = Worst([Replayed(capture, new ReplayOptions())]);
        var state = new ReplayOptions { State = new StateSettings { Path = Path.Combine(_folder.Root, "state.sqlite") } };
        var parts = Worst(PcapCut.Into(files, capture).Select(part => Replayed(part, state)));
        Assert.Contains(whole.Values, told => told.StartsWith(detector, StringComparison.Ordinal));
        Assert.Equal(whole, parts);
    }

    private static IReadOnlyList<Detection> Replayed(string capture, ReplayOptions options) => Replay.Run([capture], options, new MemoryLogs()).Findings;

    /// <summary>Each finding by its id: the worst that was told, and of whom.</summary>
    private static SortedDictionary<string, string> Worst(IEnumerable<IReadOnlyList<Detection>> runs)
    {
        var worst = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var finding in runs.SelectMany(run => run).OrderBy(finding => finding.Severity))
            worst[finding.Id] = $"{finding.Detector} {finding.Severity} {finding.Source} {finding.DestinationName ?? finding.Destination?.ToString()}";
        return worst;
    }
}
