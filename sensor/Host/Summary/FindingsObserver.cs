using System.Collections.Concurrent;
using NetSensor.Events;

namespace NetSensor.Host.Summary;

/// <summary>Keeps the latest telling of each finding and passes every detection on.</summary>
public sealed class FindingsObserver(IDetectionSink? next) : IDetectionSink
{
    private const int MaxFindings = 10_000; // more than anybody reads at the end of a run; the log has all

    private readonly Dictionary<string, Detection> _latest = new(StringComparer.Ordinal);

    /// <summary>The findings, worst first.</summary>
    public IReadOnlyList<Detection> Findings =>
        [.. _latest.Values.OrderByDescending(finding => finding.Severity).ThenByDescending(finding => finding.Risk)
            .ThenBy(finding => finding.FirstSeen).ThenBy(finding => finding.Id, StringComparer.Ordinal)];

    /// <summary>How often each detector spoke, by severity; may be read from another thread.</summary>
    public ConcurrentDictionary<(string Detector, Severity Severity), long> Counts { get; } = new();

    /// <summary>Tellings of findings that no longer fit into the list.</summary>
    public long Unlisted { get; private set; }

    /// <summary>Whether they keep their flows, numbers and steps, which no report of a run tells.</summary>
    public bool KeepsWhole { get; init; } = true;

    /// <inheritdoc/>
    public void Report(Detection detection)
    {
        if (_latest.Count < MaxFindings || _latest.ContainsKey(detection.Id)) _latest[detection.Id] = KeepsWhole ? detection : detection with { Flows = [], Evidence = [], Steps = [] };
        else Unlisted++;
        Counts.AddOrUpdate((detection.Detector, detection.Severity), 1, static (_, count) => count + 1);
        next?.Report(detection);
    }
}
