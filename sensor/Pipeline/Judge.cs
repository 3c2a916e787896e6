using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Pipeline;

/// <summary>What stands behind the waist: brings the events of all shards into order and hands each to the observers (logs, summary, detectors).</summary>
public sealed class Judge(IReadOnlyList<IEventSink> observers, DetectionStage detections) : IEventSink, IFetchesAhead
{
    private readonly IEventSink[] _observers = [.. observers]; // walked for each event: an array tells its elements without a call
    private readonly EventMerger _merger = new();
    private readonly DerivedEvents _derived = new();
    private readonly Queue<Timestamp> _ticks = new();
    private readonly IEventDeriver[] _derivers = [];
    private readonly IFetchesAhead[] _fetchers = [.. observers.OfType<IFetchesAhead>()];

    /// <summary>Who concludes further events from those that happened; what they derive is handed on like these, and to them too.</summary>
    public IReadOnlyList<IEventDeriver> Derivers
    {
        get => _derivers;
        init
        {
            _derivers = [.. value];
            _fetchers = [.. _fetchers, .. value.OfType<IFetchesAhead>()];
        }
    }

    /// <summary>Called when an epoch was closed; a paced run writes its lines out there.</summary>
    public Action? EpochClosed { get; init; }

    /// <summary>Takes what one shard saw in the epoch that is being closed.</summary>
    public void Take(Epoch epoch)
    {
        _merger.Add(epoch);
        foreach (var tick in epoch.Ticks) _ticks.Enqueue(tick);
        if (!epoch.IsSetBack) return;
        _merger.ReleaseAll(this);
        AdvanceTo(new Timestamp(long.MaxValue)); // what is left of the clock before
        detections.FollowSetBack();
    }

    /// <summary>Every shard's part was taken: what happened before the cut is final.</summary>
    public void CloseEpoch(Timestamp clock)
    {
        _merger.Release(clock, this);
        AdvanceTo(clock);
        EpochClosed?.Invoke();
    }

    /// <summary>The run is over.</summary>
    public void Finish()
    {
        _merger.ReleaseAll(this);
        foreach (var deriver in _derivers)
        {
            deriver.Finish(_derived);
            HandOnDerived();
        }
        detections.Finish();
    }

    /// <inheritdoc/>
    public void Emit(SensorEvent happened)
    {
        AdvanceTo(happened.Time);
        HandOn(happened);
        HandOnDerived();
    }

    /// <inheritdoc/>
    public void FetchAhead(ReadOnlySpan<SensorEvent> coming, FetchStep step)
    {
        foreach (var fetcher in _fetchers) fetcher.FetchAhead(coming, step);
    }

    private void AdvanceTo(Timestamp now)
    {
        while (_ticks.TryPeek(out var tick) && tick <= now) // ends: each turn takes a tick
        {
            _ticks.Dequeue();
            foreach (var deriver in _derivers) deriver.Advance(tick, _derived);
            HandOnDerived();
            detections.AdvanceTo(tick);
        }
    }

    private void HandOn(SensorEvent happened)
    {
        foreach (var observer in _observers) observer.Emit(happened);
        detections.Emit(happened);
        foreach (var deriver in _derivers) deriver.Derive(happened, _derived);
    }

    private void HandOnDerived()
    {
        while (_derived.TryTake(out var conclusion)) HandOn(conclusion); // ends: no deriver concludes from what follows from its own conclusions
    }
}
