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

    /// <inheritdoc/>
    public void Report(Detection detection)
    {
        if (_latest.Count < MaxFindings || _latest.ContainsKey(detection.Id)) _latest[detection.Id] = detection;
        next?.Report(detection);
    }
}
