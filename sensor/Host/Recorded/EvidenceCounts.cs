using NetSensor.Host.Summary;
using NetSensor.Recording;

namespace NetSensor.Host.Recorded;

/// <summary>What the keeping of evidence did and lost, by name.</summary>
internal static class EvidenceCounts
{
    /// <summary>All counters; empty when none is kept.</summary>
    public static IReadOnlyList<LossCount> Of(EvidenceCounters? counters) => counters is null ? [] :
    [
        new("files", counters.Files),
        new("packets", counters.Packets),
        new("bytes", counters.Bytes),
        new("without_packets", counters.Empty),
        new("failures", counters.Failures),
        new("not_asked", counters.Unasked),
        new("removed", counters.Removed),
    ];

    /// <summary>What the rings remember and what not.</summary>
    public static IReadOnlyList<LossCount> Of(IReadOnlyList<PacketRing> rings) =>
    [
        new("remembered", rings.Sum(ring => ring.Remembered)),
        new("passed_over", rings.Sum(ring => ring.PassedOver)),
        new("missed", rings.Sum(ring => ring.Missed)),
    ];
}
