using NetSensor.Export.Metrics;
using NetSensor.Host.Recorded;
using NetSensor.Recording;

namespace NetSensor.Host.Metrics;

/// <summary>How well the packets of findings are kept.</summary>
internal static class EvidenceMetrics
{
    /// <summary>Names the counters of the evidence, when any is kept.</summary>
    public static void Publish(SensorMetrics metrics, EvidenceRecorder? evidence)
    {
        if (evidence is null) return;
        metrics.Counter("netsensor_evidence_total", "What the keeping of evidence did and lost", () => Labels.ByCause(EvidenceCounts.Of(evidence.Counters)));
        metrics.Counter("netsensor_evidence_ring_packets_total", "Packets remembered for later findings, and those that were not", () =>
            Labels.ByCause(EvidenceCounts.Of(evidence.Rings)));
    }
}
