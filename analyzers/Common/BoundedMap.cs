using System.Diagnostics.CodeAnalysis;

namespace NetSensor.Analyzers.Common;

/// <summary>A dictionary with a capacity: the entry touched longest ago makes room for a new one, and is counted.</summary>
public sealed class BoundedMap<TKey, TValue>(int capacity) where TKey : notnull
{
    private readonly Dictionary<TKey, LinkedListNode<KeyValuePair<TKey, TValue>>> _index = [];
    private readonly LinkedList<KeyValuePair<TKey, TValue>> _byAge = new();

    /// <summary>Most entries at a time.</summary>
    public int Capacity { get; } = capacity;

    /// <summary>Entries now.</summary>
    public int Count => _index.Count;

    /// <summary>Entries that had to make room.</summary>
    public long Evictions { get; private set; }

    /// <summary>The entry of this key, which counts as touched; false when there is none.</summary>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (!_index.TryGetValue(key, out var node))
        {
            value = default;
            return false;
        }
        _byAge.Remove(node);
        _byAge.AddLast(node);
        value = node.Value.Value;
        return true;
    }

    /// <summary>The entry of this key, made on the spot when there is none.</summary>
    public TValue GetOrAdd(TKey key, Func<TKey, TValue> make)
    {
        if (TryGet(key, out var value)) return value;
        if (_index.Count >= Capacity && _byAge.First is { } oldest)
        {
            _byAge.RemoveFirst();
            _index.Remove(oldest.Value.Key);
            Evictions++;
        }
        value = make(key);
        _index[key] = _byAge.AddLast(new KeyValuePair<TKey, TValue>(key, value));
        return value;
    }
}
