using System.Text.Json;
using NetSensor.Analyzers;
using NetSensor.Events;
using NetSensor.Export;
using NetSensor.Host;
using NetSensor.Tests.Promises;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Export.Ocsf;

/// <summary>Whatever a capture yields is valid OCSF 1.8.0: findings of all detectors, and devices.</summary>
[Collection(HeavyCollection.Name)]
public sealed class OcsfOutputTests
{
    private const int CorpusCapturesChecked = 400; // from everywhere in the list: the whole corpus takes minutes

    private static readonly string[] Files = ["detections.jsonl", "devices.jsonl"];

    public static TheoryData<string> Own => [.. Directory.EnumerateFiles(Path.Combine(Checkout.Folder, "pcaps"), "*.pcap*").Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Own))]
    public void What_our_captures_yield_is_valid(string capture) => Assert.Null(FirstFault(Path.Combine(Checkout.Folder, "pcaps", capture)));

    [CorpusFact]
    public void What_public_captures_yield_is_valid()
    {
        var all = CorpusCaptures.All;
        var chosen = Enumerable.Range(0, CorpusCapturesChecked).Select(index => all[(int)((long)index * all.Count / CorpusCapturesChecked)]).Distinct().ToList();
        Watched.ForEach(chosen, capture => capture, FirstFault);
    }

    private static string? FirstFault(string capture)
    {
        var logs = new MemoryLogs();
        var run = Replay.Run([capture], new ReplayOptions(), logs);
        foreach (var finding in run.Findings)
            if (Unlisted(finding) is { } technique) return $"netsensor detectors does not say that {finding.Detector} names {technique.Id}";
        foreach (var file in Files.Intersect(logs.Names))
            foreach (var line in logs.Lines(file))
                if (OcsfValidator.FaultsOf(JsonDocument.Parse(line).RootElement) is { Count: > 0 } faults) return $"{file}: {string.Join("; ", faults.Take(5))}\n{line}";
        return null;
    }

    private static Technique? Unlisted(Detection finding) => DetectorCatalog.All.Single(entry => entry.Info.Name == finding.Detector).Info.Techniques is { Count: > 0 } listed
        ? finding.Techniques.Except(listed).FirstOrDefault()
        : null;
}
