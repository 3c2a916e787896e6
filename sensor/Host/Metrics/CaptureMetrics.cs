using System.Diagnostics.Metrics;
using NetSensor.Export.Metrics;
using NetSensor.Pipeline;

namespace NetSensor.Host.Metrics;

/// <summary>What came from the interfaces, and what was lost on the way through the sensor, by cause.</summary>
internal static class CaptureMetrics
{
    /// <summary>Names the counters of the shards and their interfaces.</summary>
    public static void Publish(SensorMetrics metrics, IReadOnlyList<LiveShard> shards, IReadOnlyList<ListenedInterface> interfaces)
    {
        metrics.Counter("netsensor_packets_total", "Packets read from the interfaces", () => shards.Sum(shard => shard.Source.Counters.Packets));
        metrics.Counter("netsensor_bytes_total", "Bytes that those packets had on the wire", () => shards.Sum(shard => shard.Source.Counters.WireBytes));
        metrics.Counter("netsensor_drops_total",
            "What was lost, by cause: kernel (packets, its ring was full), interface (packets), flow_eviction (flows), parser_limit (streams not read on), reassembly_gap (holes in TCP streams), fragment (datagrams)",
            () => Drops(shards));
        metrics.Counter("netsensor_ring_freezes_total", "Times that a ring was found full", () => Fresh(shards).Sum(shard => shard.Source.Counters.RingFreezes));
        metrics.Counter("netsensor_reassembly_gap_bytes_total", "Bytes missing in TCP streams", () => shards.Sum(shard => shard.Tracker.Counters.GapBytes));
        metrics.Counter("netsensor_interface_packets_total", "Packets read, by interface", () => interfaces.Select(each => Labels.With(each.Packets, "interface", each.Name)));
        metrics.Counter("netsensor_interface_errors_total", "Times that an interface went down or failed otherwise", () => interfaces.Select(each => Labels.With(each.Errors, "interface", each.Name)));
        metrics.Gauge("netsensor_interface_up", "Whether the interface delivers", () => interfaces.Select(each => Labels.With(each.IsDown ? 0.0 : 1.0, "interface", each.Name)));
    }

    private static IEnumerable<Measurement<long>> Drops(IReadOnlyList<LiveShard> shards)
    {
        Fresh(shards);
        yield return Drop("kernel", shards.Sum(shard => shard.Source.Counters.KernelDrops));
        yield return Drop("interface", shards.Sum(shard => shard.Source.Counters.InterfaceDrops));
        yield return Drop("flow_eviction", shards.Sum(shard => shard.Tracker.Counters.Evictions));
        yield return Drop("parser_limit", shards.Sum(shard => ParserLimits(shard)));
        yield return Drop("reassembly_gap", shards.Sum(shard => shard.Tracker.Counters.Gaps));
        yield return Drop("fragment", shards.Sum(shard => shard.Tracker.Fragments.TimedOut + shard.Tracker.Fragments.Evicted));
    }

    private static long ParserLimits(LiveShard shard)
    {
        var met = shard.Tracker.Payloads.Counters;
        return met.BufferLimitHits + met.BufferTotalHits + met.ProbeLimitHits + met.UpgradeLimitHits;
    }

    private static Measurement<long> Drop(string cause, long count) => Labels.With(count, "cause", cause);

    private static IReadOnlyList<LiveShard> Fresh(IReadOnlyList<LiveShard> shards)
    {
        foreach (var shard in shards) shard.Source.UpdateDrops();
        return shards;
    }
}
