using System.Diagnostics.CodeAnalysis;

namespace NetSensor.Analyzers.Common;

/// <summary>
/// A dictionary with a capacity: the entry touched longest ago makes room for a new one, and is counted. Entries touched at nearly the same time
/// may go in either order: what was moved up a short while ago is left where it is, so that a busy entry costs one look-up and no more.
/// </summary>
public sealed class BoundedMap<TKey, TValue>(int capacity) where TKey : notnull
{
    private const int StayShare = 8; // touches, as a share of the capacity, for which a moved entry stays in place

    private readonly Dictionary<TKey, LinkedListNode<Entry>> _index = [];
    private readonly LinkedList<Entry> _byAge = new();
    private long _touches;

    /// <summary>Most entries at a time.</summary>
    public int Capacity { get; } = capacity;

    /// <summary>Entries now.</summary>
    public int Count => _index.Count;

    /// <summary>Entries that had to make room.</summary>
    public long Evictions { get; private set; }

    private struct Entry
    {
        public TKey Key;
        public TValue Value;
        public long Moved; // the touch that put it behind all others
    }

    /// <summary>The entry of this key, which counts as touched; false when there is none.</summary>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (!_index.TryGetValue(key, out var node))
        {
            value = default;
            return false;
        }
        Touch(node);
        value = node.ValueRef.Value;
        return true;
    }

    /// <summary>The entry of this key, made on the spot when there is none.</summary>
    public TValue GetOrAdd(TKey key, Func<TKey, TValue> make)
    {
        if (TryGet(key, out var value)) return value;
        if (_index.Count >= Capacity && _byAge.First is { } oldest)
        {
            _byAge.RemoveFirst();
            _index.Remove(oldest.ValueRef.Key);
            Evictions++;
        }
        value = make(key);
        _index[key] = _byAge.AddLast(new Entry { Key = key, Value = value, Moved = ++_touches });
        return value;
    }

    private void Touch(LinkedListNode<Entry> node)
    {
        if (++_touches - node.ValueRef.Moved <= Capacity / StayShare) return;
        node.ValueRef.Moved = _touches;
        _byAge.Remove(node);
        _byAge.AddLast(node);
    }
}
