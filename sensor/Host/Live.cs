using System.Diagnostics;
using NetSensor.Capture;
using NetSensor.Enrichment.ReverseNames;
using NetSensor.Export;
using NetSensor.Export.Delivery;
using NetSensor.Export.Metrics;
using NetSensor.Host.Metrics;
using NetSensor.Host.Recorded;
using NetSensor.Host.Summary;
using NetSensor.Pipeline;
using NetSensor.Recording;

namespace NetSensor.Host;

/// <summary>The sensor on its interfaces, ready to run. Made by <see cref="Composition"/>; run once.</summary>
public sealed class Live : IDisposable
{
    private static readonly TimeSpan FlushEvery = TimeSpan.FromSeconds(1); // how long a line may wait for others before it is written

    private readonly IReadOnlyList<LiveShard> _shards;
    private readonly SensorChain _chain;
    private readonly ParallelRun _run;
    private long _flushedAt = Stopwatch.GetTimestamp();

    internal Live(IReadOnlyList<LiveShard> shards, SensorChain chain)
    {
        (_shards, _chain) = (shards, chain);
        _run = new ParallelRun(shards, chain.Judge) { InStep = false, AfterRound = AfterRound };
    }

    /// <summary>What stands behind the waist; closed with the run.</summary>
    public SensorChain Chain => _chain;

    /// <summary>What is listened on.</summary>
    internal IReadOnlyList<ListenedInterface> Interfaces { get; init; } = [];

    /// <summary>What each core has to do.</summary>
    internal IReadOnlyList<ShardLoad> Loads => _run.Loads;

    /// <summary>What the judging thread has to do.</summary>
    internal ShardLoad JudgeLoad => _run.JudgeLoad;

    /// <summary>Time since the last packet; null before the first.</summary>
    internal TimeSpan? SincePacket => _shards.Min(shard => shard.SincePacket);

    /// <summary>Why lines cannot be written; null when they can.</summary>
    internal string? LogFailure => Logs.Failure;

    /// <summary>How the deliveries stand; asked from any thread.</summary>
    internal Func<IReadOnlyList<DeliveryStatus>> Deliveries { get; init; } = () => [];

    /// <summary>Whether the mirror port shows both directions; one of the judge's observers.</summary>
    internal SpanHealth Span { get; init; } = new();

    /// <summary>Times that the clock was set.</summary>
    internal ClockJumps Jumps { get; init; } = new(_ => { });

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
            _chain.Judge.Finish();
            Writer.Finish();
            _chain.State?.Finish();
        }
        finally
        {
            Writer.Dispose();
            Evidence?.Finish();
            Logs.End();
        }
        return Summarise(watch.Elapsed);
    }

    /// <summary>Names the counters in the metrics; <paramref name="folder"/> is where the logs are.</summary>
    public void Publish(SensorMetrics metrics, string folder)
    {
        CaptureMetrics.Publish(metrics, _shards, Interfaces);
        LoadMetrics.Publish(metrics, _shards, _run, Jumps);
        LoadMetrics.Publish(metrics, Writer);
        FlowMetrics.Publish(metrics, _shards, Logs, _chain.Losses);
        SpanMetrics.Publish(metrics, _shards, Span);
        FindingMetrics.Publish(metrics, _chain.Detectors, _chain.Findings, _chain.Losses);
        StateMetrics.Publish(metrics, _chain.State, folder);
        EvidenceMetrics.Publish(metrics, Evidence);
        DeliveryMetrics.Publish(metrics, Deliveries);
        ReverseNameMetrics.Publish(metrics, ReverseNames);
        ProcessMetrics.Publish(metrics);
    }

    /// <summary>Closes the interfaces and the logs.</summary>
    public void Dispose()
    {
        foreach (var shard in _shards) shard.Dispose();
        _chain.Dispose();
        Evidence?.Dispose();
        Delivery.DisposeAsync().AsTask().GetAwaiter().GetResult();
        ReverseNames?.Dispose();
    }

    private LogWriter Logs => _chain.Logs!;

    private WriterThread Writer => _chain.Writer!;

    private void AfterRound()
    {
        IsAlive?.Invoke();
        _chain.Save();
        _chain.Roster.RefreshIfDue();
        Writer.HandOver();
        if (Stopwatch.GetElapsedTime(_flushedAt) < FlushEvery) return;
        _flushedAt = Stopwatch.GetTimestamp();
        Writer.Then(Logs.Flush);
    }

    private RunSummary Summarise(TimeSpan elapsed) => _chain.Summary([.. Interfaces.Select(each => each.Name)], Total(), elapsed) with
    {
        FirstPacket = _shards.Min(shard => shard.FirstPacket),
        LastPacket = _shards.Any(shard => shard.FirstPacket is not null) ? _shards.Max(shard => shard.Clock) : null,
        Limits = [.. _chain.Losses.Limits, new LossCount("log_lines_lost", Logs.Lost.Sum(log => log.Lines))],
        Evidence = EvidenceCounts.Of(Evidence?.Counters),
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
