using System.Diagnostics.Metrics;
using System.Globalization;
using NetSensor.Export.Metrics;
using NetSensor.Pipeline;
using NetSensor.Wire;

namespace NetSensor.Host.Metrics;

/// <summary>How much each core has to do, and how far behind the packets the sensor is.</summary>
internal static class LoadMetrics
{
    /// <summary>Names the loads of the shards and the judge.</summary>
    public static void Publish(SensorMetrics metrics, IReadOnlyList<LiveShard> shards, ParallelRun run, ClockJumps jumps)
    {
        metrics.Counter("netsensor_shard_packets_total", "Packets that each shard read", () => PerShard(shards.Select(shard => shard.Source.Counters.Packets)));
        metrics.Counter("netsensor_shard_busy_seconds_total", "Time that each shard worked; its rate is the shard's load, 1 is full", () => PerShard(run.Loads.Select(load => load.Busy.TotalSeconds)));
        metrics.Counter("netsensor_shard_blocked_seconds_total", "Time that each shard waited for the judge, which was behind", () => PerShard(run.Loads.Select(load => load.Blocked.TotalSeconds)));
        metrics.Gauge("netsensor_shard_queue_epochs", $"Epochs of each shard that wait for the judge, of {EpochExchange.EpochsInFlight}", () => PerShard(run.Loads.Select(load => (double)load.Queued)));
        metrics.Counter("netsensor_shard_shedding_seconds_total", "Time that each shard left payloads unread because it could not keep up", () => PerShard(shards.Select(shard => shard.Shedding?.Duration.TotalSeconds ?? 0)));
        metrics.Counter("netsensor_judge_busy_seconds_total", "Time that the judging thread worked; its rate is its load, 1 is full", () => [new Measurement<double>(run.JudgeLoad.Busy.TotalSeconds)]);
        metrics.Counter("netsensor_clock_jumps_total", "Times that the wall clock was set, by direction", () =>
            [Labels.With(jumps.Forward, "direction", "forward"), Labels.With(jumps.Backward, "direction", "back")]);
        metrics.Gauge("netsensor_capture_lag_seconds", "Wall clock less the clock of the packets, of the shard that is furthest behind", () => Lag(shards.Min(shard => shard.Clock)));
        metrics.Gauge("netsensor_judge_lag_seconds", "Wall clock less the time up to which all was judged", () => Lag(run.Judged));
    }

    /// <summary>Names the load of who writes the logs.</summary>
    public static void Publish(SensorMetrics metrics, WriterThread writer) =>
        metrics.Counter("netsensor_writer_busy_seconds_total", "Time that the thread worked that writes the logs; its rate is its load, 1 is full", () => [new Measurement<double>(writer.Busy.TotalSeconds)]);

    private static IEnumerable<Measurement<T>> PerShard<T>(IEnumerable<T> values) where T : struct =>
        values.Select((value, index) => Labels.With(value, "shard", index.ToString(CultureInfo.InvariantCulture)));

    private static double Lag(Timestamp clock) =>
        clock == Timestamp.MinValue ? 0 : DateTimeOffset.UtcNow.Subtract(DateTimeOffset.UnixEpoch).TotalSeconds - clock.Nanoseconds / 1e9;
}
