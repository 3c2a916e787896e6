namespace NetSensor.Events;

/// <summary>
/// Something that learns over days and must not forget when the sensor restarts: a detector, the inventory of devices, the open findings. It tells
/// what it learnt key by key, and only what changed, so that saving every half minute costs little; where it is kept is not its business.
/// </summary>
public interface ILearner
{
    /// <summary>Whose memory it is ("beaconing"); never changes.</summary>
    string MemoryName { get; }

    /// <summary>Version of the layout of the values; what another version kept is not recalled.</summary>
    int MemoryVersion { get; }

    /// <summary>Takes back what was kept under this key; called before the first event, the least recently used first.</summary>
    /// <exception cref="FormatException">The value is none of its own; the caller counts it and goes on.</exception>
    void Recall(string key, ReadOnlySpan<byte> value);

    /// <summary>Tells what changed since the last call, as long as the memory has room; the rest is told at the next one.</summary>
    void Save(IMemory memory);
}
