using System.Diagnostics;
using NetSensor.Analyzers.Desk;
using NetSensor.Capture;
using NetSensor.Enrichment;
using NetSensor.Enrichment.Indicators;
using NetSensor.Enrichment.ReverseNames;
using NetSensor.Events;
using NetSensor.Export;
using NetSensor.Export.Delivery;
using NetSensor.Export.Metrics;
using NetSensor.Host.Metrics;
using NetSensor.Host.Recorded;
using NetSensor.Host.Rosters;
using NetSensor.Host.Summary;
using NetSensor.Pipeline;
using NetSensor.Recording;
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
    private readonly ParallelRun _run;
    private long _flushedAt = Stopwatch.GetTimestamp();

    internal Live(IReadOnlyList<LiveShard> shards, Judge judge, LogWriter logs, TrafficObserver traffic, FindingsObserver findings, Losses losses)
    {
        (_shards, _judge, _logs, _traffic, _findings, _losses) = (shards, judge, logs, traffic, findings, losses);
        _run = new ParallelRun(shards, judge) { InStep = false, AfterRound = AfterRound };
    }

    /// <summary>What is listened on.</summary>
    internal IReadOnlyList<ListenedInterface> Interfaces { get; init; } = [];

    /// <summary>Who looks.</summary>
    internal IReadOnlyList<IDetector> Detectors { get; init; } = [];

    /// <summary>What each core has to do.</summary>
    internal IReadOnlyList<ShardLoad> Loads => _run.Loads;

    /// <summary>What the judging thread has to do.</summary>
    internal ShardLoad JudgeLoad => _run.JudgeLoad;

    /// <summary>Time since the last packet; null before the first.</summary>
    internal TimeSpan? SincePacket => _shards.Min(shard => shard.SincePacket);

    /// <summary>Why lines cannot be written; null when they can.</summary>
    internal string? LogFailure => _logs.Failure;

    /// <summary>How the deliveries stand; asked from any thread.</summary>
    internal Func<IReadOnlyList<DeliveryStatus>> Deliveries { get; init; } = () => [];

    /// <summary>Whether the mirror port shows both directions; one of the judge's observers.</summary>
    internal SpanHealth Span { get; init; } = new();

    /// <summary>Times that the clock was set.</summary>
    internal ClockJumps Jumps { get; init; } = new(_ => { });

    /// <summary>Where findings go before anybody reads them.</summary>
    public required FindingDesk Desk { get; init; }

    /// <summary>What is added to events behind the merge; closed with the run.</summary>
    public required EnrichmentStage Enrichment { get; init; }

    /// <summary>The managed machines, or nothing while nobody lists them. Closed with the run.</summary>
    public required RosterKeeper Roster { get; init; }

    /// <summary>The lists of indicators; <see cref="IndicatorLists.Reload"/> reads them anew while the sensor listens, from any thread.</summary>
    public required IndicatorLists Indicators { get; init; }

    /// <summary>Who writes the logs. Closed with the run.</summary>
    public required WriterThread Writer { get; init; }

    /// <summary>Where what is learnt is kept; null for nowhere. Closed with the run.</summary>
    public StateKeeper? State { get; init; }

    /// <summary>Saves what was learnt when it is time, or lets go of it; called on the judging thread.</summary>
    public required Action Save { get; init; }

    /// <summary>What saves the packets of findings; null when none are kept. Ended with the run.</summary>
    public EvidenceRecorder? Evidence { get; init; }

    /// <summary>Who brings findings and more to others; its exporters can be exchanged from any thread. Closed with the run.</summary>
    public required DeliveryHub Delivery { get; init; }

    /// <summary>Called again and again by the thread that judges: when it stands still, all does.</summary>
    internal Action? IsAlive { get; set; }

    /// <summary>Who asks the reverse DNS; null when nobody does. Closed with the run.</summary>
    public ReverseNamer? ReverseNames { get; init; }

    /// <summary>Listens until cancelled or until no interface is left, then takes in what the kernel still holds, ends all flows and flushes the logs.</summary>
    /// <exception cref="LogException">A log cannot be written; what was written before stays, in whole lines.</exception>
    public RunSummary Run(CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            _run.Run(cancel);
            _judge.Finish();
            Writer.Finish();
            State?.Finish();
        }
        finally
        {
            Writer.Dispose();
            Evidence?.Finish();
            _logs.End();
        }
        return Summarise(watch.Elapsed);
    }

    /// <summary>Names the counters in the metrics; <paramref name="folder"/> is where the logs are.</summary>
    public void Publish(SensorMetrics metrics, string folder)
    {
        CaptureMetrics.Publish(metrics, _shards, Interfaces);
        LoadMetrics.Publish(metrics, _shards, _run, Jumps);
        LoadMetrics.Publish(metrics, Writer);
        FlowMetrics.Publish(metrics, _shards, _logs, _losses);
        SpanMetrics.Publish(metrics, _shards, Span);
        FindingMetrics.Publish(metrics, Detectors, _findings, _losses);
        StateMetrics.Publish(metrics, State, folder);
        EvidenceMetrics.Publish(metrics, Evidence);
        DeliveryMetrics.Publish(metrics, Deliveries);
        ReverseNameMetrics.Publish(metrics, ReverseNames);
        ProcessMetrics.Publish(metrics);
    }

    /// <summary>Closes the interfaces and the logs.</summary>
    public void Dispose()
    {
        foreach (var shard in _shards) shard.Dispose();
        Writer.Dispose();
        _logs.Dispose();
        Enrichment.Dispose();
        Roster.Dispose();
        State?.Dispose();
        Evidence?.Dispose();
        Delivery.DisposeAsync().AsTask().GetAwaiter().GetResult();
        ReverseNames?.Dispose();
    }

    private void AfterRound()
    {
        IsAlive?.Invoke();
        Save();
        Roster.RefreshIfDue();
        Writer.HandOver();
        if (Stopwatch.GetElapsedTime(_flushedAt) < FlushEvery) return;
        _flushedAt = Stopwatch.GetTimestamp();
        Writer.Then(_logs.Flush);
    }

    private RunSummary Summarise(TimeSpan elapsed) => new()
    {
        Captures = [.. Interfaces.Select(each => each.Name)],
        FirstPacket = _shards.Min(shard => shard.FirstPacket),
        LastPacket = _shards.Any(shard => shard.FirstPacket is not null) ? _shards.Max(shard => shard.Clock) : null,
        Capture = Total(),
        Flows = _shards.Sum(shard => shard.Tracker.Counters.Flows),
        FlowEvictions = _shards.Sum(shard => shard.Tracker.Counters.Evictions),
        Unread = _losses.Unread,
        Limits = [.. _losses.Limits, new LossCount("log_lines_lost", _logs.Lost.Sum(log => log.Lines))],
        BadChecksums = _losses.BadChecksums,
        Duplicates = _losses.Duplicates,
        State = StateCounts.Of(State),
        Evidence = EvidenceCounts.Of(Evidence?.Counters),
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
