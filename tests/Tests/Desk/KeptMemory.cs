using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Tests.Desk;

/// <summary>A memory that another learner can be given.</summary>
internal sealed class KeptMemory : IMemory
{
    private readonly Dictionary<string, (byte[] Value, Timestamp LastUsed)> _kept = [];

    public int Count => _kept.Count;

    public void Keep(string key, ReadOnlySpan<byte> value, Timestamp lastUsed) => _kept[key] = (value.ToArray(), lastUsed);

    public void Forget(string key) => _kept.Remove(key);

    public void GiveTo(ILearner learner)
    {
        foreach (var (key, (value, _)) in _kept.OrderBy(entry => entry.Value.LastUsed)) learner.Recall(key, value);
    }

    public void Clear() => _kept.Clear();
}
