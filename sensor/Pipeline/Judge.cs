using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Pipeline;

/// <summary>What stands behind the waist: brings the events of all shards into order and hands each to the observers (logs, summary, detectors).</summary>
public sealed class Judge(IReadOnlyList<IEventSink> observers, DetectionStage detections) : IEventSink
{
    private readonly EventMerger _merger = new();

    /// <summary>Called when an epoch was closed; a paced run writes its lines out there.</summary>
    public Action? EpochClosed { get; init; }

    /// <summary>Takes what one shard saw in the epoch that is being closed.</summary>
    public void Take(Epoch epoch) => _merger.Add(epoch);

    /// <summary>Every shard's part was taken: what happened before the cut is final.</summary>
    public void CloseEpoch(Timestamp clock)
    {
        _merger.Release(clock, this);
        EpochClosed?.Invoke();
    }

    /// <summary>The run is over.</summary>
    public void Finish()
    {
        _merger.ReleaseAll(this);
        detections.Finish();
    }

    /// <inheritdoc/>
    public void Emit(SensorEvent happened)
    {
        for (var i = 0; i < observers.Count; i++) observers[i].Emit(happened);
        detections.Emit(happened);
    }
}
