using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Tests.Support;

/// <summary>A memory that lasts as long as its test: what one learner keeps, another recalls.</summary>
internal sealed class KeptMemory : IMemory
{
    private readonly Dictionary<string, (byte[] Value, Timestamp LastUsed)> _kept = new(StringComparer.Ordinal);

    public int Count => _kept.Count;

    /// <summary>Whether a run ends with it.</summary>
    public bool IsLast { get; init; }

    /// <summary>When that mattered last which did so longest ago.</summary>
    public Timestamp Oldest => _kept.Values.Min(kept => kept.LastUsed);

    /// <summary>Times that something was kept.</summary>
    public int Writes { get; private set; }

    public void Keep(string key, ReadOnlySpan<byte> value, Timestamp lastUsed)
    {
        Writes++;
        _kept[key] = (value.ToArray(), lastUsed);
    }

    public void Forget(string key) => _kept.Remove(key);

    /// <summary>Gives everything to a learner, the least recently used first.</summary>
    public void TellTo(ILearner learner)
    {
        foreach (var (key, kept) in _kept.OrderBy(entry => entry.Value.LastUsed).ThenBy(entry => entry.Key, StringComparer.Ordinal)) learner.Recall(key, kept.Value);
    }

    public void Clear() => _kept.Clear();
}
