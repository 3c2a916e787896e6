using System.Diagnostics;
using NetSensor.Analyzers.Desk;
using NetSensor.Capture;
using NetSensor.Enrichment;
using NetSensor.Events;
using NetSensor.Export;
using NetSensor.Export.Delivery;
using NetSensor.Host.Recorded;
using NetSensor.Host.Rosters;
using NetSensor.Host.Summary;
using NetSensor.Pipeline;
using NetSensor.Store;

namespace NetSensor.Host;

/// <summary>
/// One replay of captures, ready to run: to a folder, to memory, or to any sink. Made by <see cref="Composition"/>; run once.
/// </summary>
public sealed class Replay : IDisposable
{
    private readonly CaptureReaders _captures;
    private readonly IReadOnlyList<Shard> _shards;
    private readonly ReplayRun _run;
    private readonly LogWriter? _logs;
    private readonly TrafficObserver _traffic;
    private readonly FindingsObserver _findings;
    private readonly Losses _losses;

    internal Replay(
        CaptureReaders captures, IReadOnlyList<Shard> shards, ReplayRun run, LogWriter? logs, TrafficObserver traffic, FindingsObserver findings,
        Losses losses)
    {
        (_captures, _shards, _run, _logs, _traffic, _findings, _losses) = (captures, shards, run, logs, traffic, findings, losses);
    }

    /// <summary>Where findings go before anybody reads them.</summary>
    public required FindingDesk Desk { get; init; }

    /// <summary>What is added to events behind the merge; closed with the run.</summary>
    public required EnrichmentStage Enrichment { get; init; }

    /// <summary>The managed machines; null where nobody lists them. Closed with the run.</summary>
    internal RosterKeeper? Roster { get; init; }

    /// <summary>Who writes the logs; null where there are none. Closed with the run.</summary>
    internal WriterThread? Writer { get; init; }

    /// <summary>Where what is learnt is kept; null for nowhere. Closed with the run.</summary>
    public StateKeeper? State { get; init; }

    /// <summary>What collects the packets of findings; null when nobody wants them.</summary>
    internal ReplayEvidence? Evidence { get; init; }

    /// <summary>Who brings findings and more to others; null for nobody. Closed with the run.</summary>
    public DeliveryHub? Delivery { get; init; }

    /// <summary>What is read, and how far the reading is.</summary>
    public CaptureReaders Captures => _captures;

    /// <summary>Replays into logs: a <see cref="LogFolder"/>, or <see cref="MemoryLogs"/>.</summary>
    /// <exception cref="CaptureException">A capture cannot be read at all.</exception>
    /// <exception cref="LogException">A log cannot be written.</exception>
    public static RunSummary Run(IReadOnlyList<string> paths, ReplayOptions options, ILogOutput output)
    {
        using var replay = Composition.Replay(paths, options, output);
        return replay.Run();
    }

    /// <summary>Replays into a sink, which gets every event in order on the calling thread; no logs are written.</summary>
    /// <exception cref="CaptureException">A capture cannot be read at all.</exception>
    public static RunSummary Run(IReadOnlyList<string> paths, ReplayOptions options, IEventSink events)
    {
        using var replay = Composition.Replay(paths, options, null, events);
        return replay.Run();
    }

    /// <summary>Runs to the end, or until cancelled, and flushes the logs either way.</summary>
    /// <exception cref="LogException">A log cannot be written; what was written before stays, in whole lines.</exception>
    public RunSummary Run(CancellationToken cancel = default)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            _run.Run(cancel);
            Writer?.Finish();
        }
        catch
        {
            Writer?.Dispose();
            _logs?.TryFlush();
            throw;
        }
        _logs?.Flush();
        State?.Finish();
        Evidence?.Save();
        return Summarise(watch.Elapsed, cancel.IsCancellationRequested);
    }

    /// <summary>Closes captures and logs.</summary>
    public void Dispose()
    {
        foreach (var shard in _shards) shard.Dispose();
        _captures.Dispose();
        Writer?.Dispose();
        _logs?.Dispose();
        Enrichment.Dispose();
        Roster?.Dispose();
        State?.Dispose();
        Delivery?.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private RunSummary Summarise(TimeSpan elapsed, bool interrupted) => new()
    {
        Captures = [.. _captures.Files.Select(file => file.Path)],
        Interrupted = interrupted,
        FirstPacket = _shards[0].FirstPacket,
        LastPacket = _shards[0].FirstPacket is null ? null : _shards[0].Clock,
        Capture = _captures.Counters,
        Flows = _shards.Sum(shard => shard.Tracker.Counters.Flows),
        FlowEvictions = _shards.Sum(shard => shard.Tracker.Counters.Evictions),
        Unread = _losses.Unread,
        Limits = _losses.Limits,
        BadChecksums = _losses.BadChecksums,
        Duplicates = _losses.Duplicates,
        State = StateCounts.Of(State),
        Evidence = EvidenceCounts.Of(Evidence?.Counters),
        StateFailure = State?.Failure?.Message,
        Faults = _captures.Faults,
        Traffic = _traffic,
        Devices = Enrichment.Hosts.Inventory(),
        Findings = _findings.Findings,
        Suppressed = _losses.Suppressed,
        Exceptions = Desk.Exceptions.Tallies,
        Logs = _logs?.LinesByLog ?? new Dictionary<string, long>(),
        Workers = _shards.Count,
        Elapsed = elapsed,
    };
}
