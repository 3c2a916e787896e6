using NetSensor.Export;
using NetSensor.Export.Metrics;
using NetSensor.Host.Summary;
using NetSensor.Pipeline;

namespace NetSensor.Host.Metrics;

/// <summary>Flows, what they told, and the limits that they met.</summary>
internal static class FlowMetrics
{
    /// <summary>Names the counters of flows and logs.</summary>
    public static void Publish(SensorMetrics metrics, IReadOnlyList<LiveShard> shards, LogWriter logs, Losses losses)
    {
        metrics.Counter("netsensor_flows_total", "Flows that began", () => shards.Sum(shard => shard.Tracker.Counters.Flows));
        metrics.Gauge("netsensor_open_flows", "Flows that are open now", () => shards.Sum(shard => shard.Tracker.Counters.ActiveFlows));
        metrics.Gauge("netsensor_flow_capacity", "Flows that have room at a time, on all shards", () => shards.Sum(shard => (double)shard.Tracker.Options.Capacity));
        metrics.Counter("netsensor_flow_evictions_total", "Flows that a full table ended before their time", () => shards.Sum(shard => shard.Tracker.Counters.Evictions));
        metrics.Counter("netsensor_limits_total", "What the packets did not hold, and what a limit kept out, by cause", () => Labels.ByCause(losses.Limits));
        metrics.Counter("netsensor_unread_packets_total", "Packets that belong to no flow or are not read further, by cause", () => Labels.ByCause(losses.Unread));
        metrics.Counter("netsensor_bad_checksums_total", "Packets with a wrong checksum, by protocol; read all the same", () =>
            losses.BadChecksums.Select(count => Labels.With(count.Count, "protocol", count.Cause)));
        metrics.Counter("netsensor_log_lines_total", "Events told, by log", () => logs.LinesByLog.Select(log => Labels.With(log.Value, "log", log.Key)));
        metrics.Counter("netsensor_log_lines_lost_total", "Lines that were lost because the disk took nothing, by log", () => logs.Lost.Select(log => Labels.With(log.Lines, "log", log.Log)));
        metrics.Gauge("netsensor_log_writable", "Whether the disk takes the lines of all logs", () => logs.Failure is null ? 1 : 0);
    }
}
