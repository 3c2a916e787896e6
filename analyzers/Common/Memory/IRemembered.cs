using NetSensor.Events;

namespace NetSensor.Analyzers.Common.Memory;

/// <summary>A part of a detector that keeps its own entries in the detector's memory.</summary>
internal interface IRemembered
{
    /// <summary>Takes back an entry; false when the key is of another part.</summary>
    /// <exception cref="FormatException">The key is its own, and the value is not.</exception>
    bool TryRecall(string key, ReadOnlySpan<byte> value);

    /// <summary>Tells what changed since the last call.</summary>
    void Save(IMemory memory);
}
