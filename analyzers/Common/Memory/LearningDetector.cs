using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Common.Memory;

/// <summary>A detector whose memory is made of parts, each of which keeps its own entries.</summary>
public abstract class LearningDetector : IDetector, ILearner
{
    private DetectorMemory _memory = new();

    /// <inheritdoc/>
    public abstract DetectorInfo Info { get; }

    /// <inheritdoc/>
    public virtual IReadOnlyList<string> Needs => Info.Needs;

    /// <inheritdoc/>
    public abstract long Evictions { get; }

    /// <inheritdoc/>
    public string MemoryName => Info.Name;

    /// <inheritdoc/>
    public virtual int MemoryVersion => 1;

    /// <inheritdoc/>
    public abstract void OnEvent(SensorEvent happened, IDetectionSink detections);

    /// <summary>Judges what was not judged as it happened; nothing, unless the detector says otherwise.</summary>
    public virtual void OnTick(Timestamp now, IDetectionSink detections)
    {
    }

    /// <inheritdoc/>
    public virtual void Recall(string key, ReadOnlySpan<byte> value) => _memory.Recall(key, value);

    /// <inheritdoc/>
    public virtual void Save(IMemory memory) => _memory.Save(memory);

    /// <summary>Says of what its memory is made; called once, when it is made itself.</summary>
    private protected void Remember(params IReadOnlyList<IRemembered> parts) => _memory = new DetectorMemory(parts);
}
