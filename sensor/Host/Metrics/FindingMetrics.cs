using System.Diagnostics.Metrics;
using NetSensor.Events;
using NetSensor.Export.Metrics;
using NetSensor.Host.Summary;

namespace NetSensor.Host.Metrics;

/// <summary>Findings by detector and severity: all of them from the start, so that the first of a kind shows as a rise from zero.</summary>
internal static class FindingMetrics
{
    /// <summary>Names the counters of findings.</summary>
    public static void Publish(SensorMetrics metrics, IReadOnlyList<IDetector> detectors, FindingsObserver findings, Losses losses)
    {
        metrics.Counter("netsensor_detections_total", "Findings told, by detector and severity", () =>
            detectors.SelectMany(_ => Enum.GetValues<Severity>(), (detector, severity) => Count(findings, detector.Info.Name, severity)));
        metrics.Counter("netsensor_findings_suppressed_total", "Tellings of findings that were kept back, by cause", () => Labels.ByCause(losses.Suppressed));
        metrics.Counter("netsensor_detector_evictions_total", "What a detector forgot because its tables were full", () =>
            detectors.Select(detector => Labels.With(detector.Evictions, "detector", detector.Info.Name)));
    }

    private static Measurement<long> Count(FindingsObserver findings, string detector, Severity severity) =>
        new(findings.Counts.GetValueOrDefault((detector, severity)), new("detector", detector), new("severity", severity.ToString().ToLowerInvariant()));
}
