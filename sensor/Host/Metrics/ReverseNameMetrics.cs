using System.Diagnostics.Metrics;
using NetSensor.Enrichment.ReverseNames;
using NetSensor.Export.Metrics;

namespace NetSensor.Host.Metrics;

/// <summary>What came of the questions to the reverse DNS.</summary>
internal static class ReverseNameMetrics
{
    /// <summary>Names the counters; nothing where nobody asks.</summary>
    public static void Publish(SensorMetrics metrics, ReverseNamer? namer)
    {
        if (namer is null) return;
        metrics.Counter("netsensor_reverse_names_total", "Addresses of which the reverse DNS was asked, by what came of it", () => Results(namer.Counters));
    }

    private static IEnumerable<Measurement<long>> Results(ReverseNameCounters counters) =>
    [
        new(Interlocked.Read(ref counters.Named), new KeyValuePair<string, object?>("result", "name")),
        new(Interlocked.Read(ref counters.Nameless), new KeyValuePair<string, object?>("result", "none")),
        new(Interlocked.Read(ref counters.TimedOut), new KeyValuePair<string, object?>("result", "timeout")),
        new(Interlocked.Read(ref counters.PassedOver), new KeyValuePair<string, object?>("result", "passed_over")),
    ];
}
