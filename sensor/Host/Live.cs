using System.Diagnostics;
using System.Diagnostics.Metrics;
using NetSensor.Analyzers.Desk;
using NetSensor.Capture;
using NetSensor.Enrichment;
using NetSensor.Enrichment.Indicators;
using NetSensor.Export;
using NetSensor.Export.Metrics;
using NetSensor.Host.Rosters;
using NetSensor.Host.Summary;
using NetSensor.Pipeline;
using NetSensor.Store;

namespace NetSensor.Host;

/// <summary>The sensor on its interfaces, ready to run. Made by <see cref="Composition"/>; run once.</summary>
public sealed class Live : IDisposable
{
    private static readonly TimeSpan FlushEvery = TimeSpan.FromSeconds(1); // how long a line may wait for others before it is written

    private readonly IReadOnlyList<LiveShard> _shards;
    private readonly Judge _judge;
    private readonly LogWriter _logs;
    private readonly TrafficObserver _traffic;
    private readonly FindingsObserver _findings;
    private readonly Losses _losses;
    private readonly IReadOnlyList<string> _interfaces;

    internal Live(
        IReadOnlyList<string> interfaces, IReadOnlyList<LiveShard> shards, Judge judge, LogWriter logs, TrafficObserver traffic, FindingsObserver findings,
        Losses losses)
    {
        (_interfaces, _shards, _judge, _logs, _traffic, _findings, _losses) = (interfaces, shards, judge, logs, traffic, findings, losses);
    }

    /// <summary>Where findings go before anybody reads them.</summary>
    public required FindingDesk Desk { get; init; }

    /// <summary>What is added to events behind the merge; closed with the run.</summary>
    public required EnrichmentStage Enrichment { get; init; }

    /// <summary>The managed machines; null where nobody lists them. Closed with the run.</summary>
    internal RosterKeeper? Roster { get; init; }

    /// <summary>The lists of indicators; <see cref="IndicatorLists.Reload"/> reads them anew while the sensor listens, from any thread.</summary>
    public required IndicatorLists Indicators { get; init; }

    /// <summary>Where what is learnt is kept; null for nowhere. Closed with the run.</summary>
    public StateKeeper? State { get; init; }

    /// <summary>Listens until cancelled or until no interface is left, then takes in what the kernel still holds, ends all flows and flushes the logs.</summary>
    /// <exception cref="LogException">A log cannot be written; what was written before stays, in whole lines.</exception>
    public RunSummary Run(CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        var flushed = TimeSpan.Zero;
        var run = new ParallelRun(_shards, _judge)
        {
            InStep = false,
            AfterRound = () =>
            {
                State?.SaveIfDue();
                Roster?.RefreshIfDue();
                if (watch.Elapsed - flushed < FlushEvery) return;
                flushed = watch.Elapsed;
                _logs.Flush();
            },
        };
        try
        {
            run.Run(cancel);
            _judge.Finish();
            State?.Finish();
        }
        finally
        {
            _logs.Flush();
        }
        return Summarise(watch.Elapsed);
    }

    /// <summary>Names the counters in the metrics.</summary>
    public void Publish(SensorMetrics metrics)
    {
        metrics.Counter("netsensor_packets_total", "Packets read from the interfaces", () => _shards.Sum(shard => shard.Source.Counters.Packets));
        metrics.Counter("netsensor_bytes_total", "Bytes that those packets had on the wire", () => _shards.Sum(shard => shard.Source.Counters.WireBytes));
        metrics.Counter("netsensor_drops_total", "What was lost, by cause", Drops);
        metrics.Counter("netsensor_limits_total", "What the packets did not hold, and what a limit kept out, by cause", () => ByCause(_losses.Limits));
        metrics.Counter("netsensor_unread_packets_total", "Packets that belong to no flow or are not read further, by cause", () => ByCause(_losses.Unread));
        metrics.Counter("netsensor_flows_total", "Flows that began", () => _shards.Sum(shard => shard.Tracker.Counters.Flows));
        metrics.Gauge("netsensor_open_flows", "Flows that are open now", () => _shards.Sum(shard => shard.Tracker.Counters.ActiveFlows));
        metrics.Counter("netsensor_duplicate_packets_total", "Packets that equal the one before them in their flow", () =>
            _shards.Sum(shard => shard.Tracker.Counters.Duplicates));
        metrics.Counter("netsensor_interface_errors_total", "Times that an interface went down or failed otherwise", () =>
            _shards.Sum(shard => shard.Source.Counters.InterfaceErrors));
        metrics.Counter("netsensor_ring_freezes_total", "Times that a ring was found full", RingFreezes);
        metrics.Counter("netsensor_log_lines_total", "Lines written, by log", () =>
            _logs.LinesByLog.Select(log => new Measurement<long>(log.Value, new KeyValuePair<string, object?>("log", log.Key))));
        if (State is { } state)
        {
            metrics.Counter("netsensor_state_total", "What the keeping of state did and lost", () => ByCause(StateCounts.Of(state)));
            metrics.Gauge("netsensor_state_age_seconds", "Time since all that was learnt by then was saved", () => state.Age.TotalSeconds);
        }
        metrics.Counter("netsensor_detections_total", "Findings, by detector and severity", () => _findings.Counts.Select(count =>
            new Measurement<long>(count.Value, new("detector", count.Key.Detector), new("severity", count.Key.Severity.ToString().ToLowerInvariant()))));
        metrics.Counter("netsensor_findings_suppressed_total", "Tellings of findings that were kept back, by cause", () => ByCause(_losses.Suppressed));
    }

    /// <summary>Closes the interfaces and the logs.</summary>
    public void Dispose()
    {
        foreach (var shard in _shards) shard.Dispose();
        _logs.Dispose();
        Enrichment.Dispose();
        Roster?.Dispose();
        State?.Dispose();
    }

    private static IEnumerable<Measurement<long>> ByCause(IReadOnlyList<LossCount> losses) =>
        losses.Select(loss => new Measurement<long>(loss.Count, new KeyValuePair<string, object?>("cause", loss.Cause)));

    private IEnumerable<Measurement<long>> Drops()
    {
        foreach (var shard in _shards) shard.Source.UpdateDrops();
        yield return new(_shards.Sum(shard => shard.Source.Counters.KernelDrops), new KeyValuePair<string, object?>("cause", "kernel"));
        yield return new(_shards.Sum(shard => shard.Source.Counters.InterfaceDrops), new KeyValuePair<string, object?>("cause", "interface"));
        yield return new(_shards.Sum(shard => shard.Tracker.Counters.Evictions), new KeyValuePair<string, object?>("cause", "flow_eviction"));
    }

    private long RingFreezes()
    {
        foreach (var shard in _shards) shard.Source.UpdateDrops();
        return _shards.Sum(shard => shard.Source.Counters.RingFreezes);
    }

    private RunSummary Summarise(TimeSpan elapsed) => new()
    {
        Captures = _interfaces,
        FirstPacket = _shards.Min(shard => shard.FirstPacket),
        LastPacket = _shards.Any(shard => shard.FirstPacket is not null) ? _shards.Max(shard => shard.Clock) : null,
        Capture = Total(),
        Flows = _shards.Sum(shard => shard.Tracker.Counters.Flows),
        FlowEvictions = _shards.Sum(shard => shard.Tracker.Counters.Evictions),
        Unread = _losses.Unread,
        Limits = _losses.Limits,
        BadChecksums = _losses.BadChecksums,
        Duplicates = _losses.Duplicates,
        State = StateCounts.Of(State),
        StateFailure = State?.Failure?.Message,
        Traffic = _traffic,
        Devices = Enrichment.Hosts.Inventory(),
        Findings = _findings.Findings,
        Suppressed = _losses.Suppressed,
        Exceptions = Desk.Exceptions.Tallies,
        Logs = _logs.LinesByLog,
        Workers = _shards.Count,
        Elapsed = elapsed,
    };

    private CaptureCounters Total()
    {
        var total = new CaptureCounters();
        foreach (var shard in _shards)
        {
            shard.Source.UpdateDrops();
            total.Add(shard.Source.Counters);
        }
        return total;
    }
}
