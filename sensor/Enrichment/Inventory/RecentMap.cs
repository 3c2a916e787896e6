using System.Diagnostics.CodeAnalysis;
using NetSensor.Wire;

namespace NetSensor.Enrichment.Inventory;

/// <summary>A dictionary with a capacity: what was used longest ago makes room for what is new, and is counted. One thread.</summary>
internal sealed class RecentMap<TKey, TValue>(int capacity, Action<TKey>? evicted = null) where TKey : notnull
{
    private static readonly TimeSpan MoveAfter = TimeSpan.FromMinutes(1); // a busy entry is moved up once a minute, not for every packet

    private readonly Dictionary<TKey, LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _byUse = new(); // least recently used first
    private LinkedListNode<Entry>? _last, _lastButOne; // found: both ends of a flow are asked for several times in turn

    private sealed class Entry(TKey key, TValue value)
    {
        public readonly TKey Key = key;
        public readonly TValue Value = value;
        public Timestamp Moved;
    }

    /// <summary>Entries now.</summary>
    public int Count => _entries.Count;

    /// <summary>Entries that had to make room.</summary>
    public long Evictions { get; private set; }

    /// <summary>All values, the least recently used first.</summary>
    public IEnumerable<TValue> Values => _byUse.Select(entry => entry.Value);

    /// <summary>The entry, which does not count as used.</summary>
    public bool TryPeek(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        var node = Find(key);
        value = node is null ? default : node.Value.Value;
        return node is not null;
    }

    /// <summary>The entry, which counts as used.</summary>
    public bool TryUse(TKey key, Timestamp now, [MaybeNullWhen(false)] out TValue value)
    {
        value = default;
        if (Find(key) is not { } node) return false;
        value = node.Value.Value;
        if (now - node.Value.Moved < MoveAfter) return true;
        node.Value.Moved = now;
        _byUse.Remove(node);
        _byUse.AddLast(node);
        return true;
    }

    /// <summary>Takes a new entry.</summary>
    public void Add(TKey key, TValue value, Timestamp now)
    {
        if (_entries.Count >= capacity && _byUse.First is { } oldest)
        {
            Remove(oldest.Value.Key);
            Evictions++;
            evicted?.Invoke(oldest.Value.Key);
        }
        _entries.Add(key, _byUse.AddLast(new Entry(key, value) { Moved = now }));
    }

    /// <summary>Takes an entry out.</summary>
    public void Remove(TKey key)
    {
        if (!_entries.Remove(key, out var node)) return;
        _byUse.Remove(node);
        if (node == _last) _last = null;
        if (node == _lastButOne) _lastButOne = null;
    }

    private LinkedListNode<Entry>? Find(TKey key)
    {
        if (_last is { } last && EqualityComparer<TKey>.Default.Equals(last.Value.Key, key)) return last;
        if (_lastButOne is { } other && EqualityComparer<TKey>.Default.Equals(other.Value.Key, key)) (_last, _lastButOne) = (other, _last);
        else if (_entries.TryGetValue(key, out var found)) (_last, _lastButOne) = (found, _last);
        else return null;
        return _last;
    }
}
