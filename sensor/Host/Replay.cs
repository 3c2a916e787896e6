using System.Diagnostics;
using NetSensor.Capture;
using NetSensor.Events;
using NetSensor.Export;
using NetSensor.Export.Delivery;
using NetSensor.Host.Recorded;
using NetSensor.Host.Summary;
using NetSensor.Pipeline;

namespace NetSensor.Host;

/// <summary>
/// One replay of captures, ready to run: to a folder, to memory, or to any sink. Made by <see cref="Composition"/>; run once.
/// </summary>
public sealed class Replay : IDisposable
{
    private readonly CaptureReaders _captures;
    private readonly IReadOnlyList<Shard> _shards;
    private readonly ReplayRun _run;
    private readonly SensorChain _chain;

    internal Replay(CaptureReaders captures, IReadOnlyList<Shard> shards, ReplayRun run, SensorChain chain) => (_captures, _shards, _run, _chain) = (captures, shards, run, chain);

    /// <summary>What stands behind the waist; closed with the run.</summary>
    public SensorChain Chain => _chain;

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
            _chain.Writer?.Finish();
        }
        catch
        {
            _chain.Writer?.Dispose();
            _chain.Logs?.TryFlush();
            throw;
        }
        _chain.Logs?.Flush();
        _chain.State?.Finish();
        Evidence?.Save();
        return Summarise(watch.Elapsed, cancel.IsCancellationRequested);
    }

    /// <summary>Closes captures and logs.</summary>
    public void Dispose()
    {
        foreach (var shard in _shards) shard.Dispose();
        _captures.Dispose();
        _chain.Dispose();
        Delivery?.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private RunSummary Summarise(TimeSpan elapsed, bool interrupted) => _chain.Summary([.. _captures.Files.Select(file => file.Path)], _captures.Counters, elapsed) with
    {
        Interrupted = interrupted,
        FirstPacket = _shards[0].FirstPacket,
        LastPacket = _shards[0].FirstPacket is null ? null : _shards[0].Clock,
        Evidence = EvidenceCounts.Of(Evidence?.Counters),
        Faults = _captures.Faults,
    };
}
