using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Tests.Analyzers;

/// <summary>What a learner wanted kept, for another one to recall.</summary>
internal sealed class KeptMemory : IMemory
{
    private readonly Dictionary<string, (byte[] Value, Timestamp LastUsed)> _kept = [];

    public int Count => _kept.Count;

    public void Keep(string key, ReadOnlySpan<byte> value, Timestamp lastUsed) => _kept[key] = (value.ToArray(), lastUsed);

    public void Forget(string key) => _kept.Remove(key);

    /// <summary>Gives everything to this one, the least recently used first.</summary>
    public void TellTo(ILearner learner)
    {
        foreach (var (key, kept) in _kept.OrderBy(entry => entry.Value.LastUsed.Nanoseconds)) learner.Recall(key, kept.Value);
    }
}
