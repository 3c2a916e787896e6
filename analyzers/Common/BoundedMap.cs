using System.Diagnostics.CodeAnalysis;

namespace NetSensor.Analyzers.Common;

/// <summary>
/// A dictionary with a capacity: the entry touched longest ago makes room for a new one, and is counted. Entries touched at nearly the same time
/// may go in either order: what was moved up a short while ago is left where it is, so that a busy entry costs one look-up and no more.
/// Entries lie in one array and name their neighbours in age by number: hundreds of thousands of them are no objects that the collector must walk.
/// </summary>
/// <param name="capacity">Most entries at a time.</param>
/// <param name="comparer">Which keys are the same; null for their own idea of it.</param>
public sealed class BoundedMap<TKey, TValue>(int capacity, IEqualityComparer<TKey>? comparer = null) where TKey : notnull
{
    private const int StayShare = 8; // touches, as a share of the capacity, for which a moved entry stays in place
    private const int FirstLength = 16;
    private const int None = -1;

    private readonly Dictionary<TKey, int> _index = new(comparer);
    private Entry[] _entries = new Entry[FirstLength];
    private int _oldest = None;
    private int _newest = None;
    private long _touches;

    /// <summary>Most entries at a time.</summary>
    public int Capacity { get; } = capacity;

    /// <summary>Entries now.</summary>
    public int Count => _index.Count;

    /// <summary>Entries that had to make room.</summary>
    public long Evictions { get; private set; }

    /// <summary>All entries' values, the one touched longest ago first, as far as that is known. Nothing may be added meanwhile.</summary>
    public IEnumerable<TValue> Values
    {
        get
        {
            for (var number = _oldest; number != None; number = _entries[number].Newer) yield return _entries[number].Value; // ends: with the newest
        }
    }

    private struct Entry
    {
        public TKey Key;
        public TValue Value;
        public long Moved; // the touch that put it behind all others
        public int Older, Newer;
    }

    /// <summary>The entry of this key, which counts as touched; false when there is none.</summary>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (!_index.TryGetValue(key, out var number))
        {
            value = default;
            return false;
        }
        Touch(number);
        value = _entries[number].Value;
        return true;
    }

    /// <summary>The entry of this key, made on the spot when there is none.</summary>
    public TValue GetOrAdd(TKey key, Func<TKey, TValue> make)
    {
        if (TryGet(key, out var value)) return value;
        value = make(key);
        var number = _index.Count >= Capacity && _oldest != None ? Evict() : NewNumber();
        _entries[number] = new Entry { Key = key, Value = value, Moved = ++_touches };
        Append(number);
        _index[key] = number;
        return value;
    }

    private int NewNumber()
    {
        var number = _index.Count; // numbers are never given back but to the next entry
        if (number == _entries.Length) Array.Resize(ref _entries, _entries.Length * 2);
        return number;
    }

    private int Evict()
    {
        var number = _oldest;
        Unlink(number);
        _index.Remove(_entries[number].Key);
        Evictions++;
        return number;
    }

    private void Touch(int number)
    {
        ref var entry = ref _entries[number];
        if (++_touches - entry.Moved <= Capacity / StayShare) return;
        entry.Moved = _touches;
        Unlink(number);
        Append(number);
    }

    private void Append(int number)
    {
        ref var entry = ref _entries[number];
        (entry.Older, entry.Newer) = (_newest, None);
        if (_newest == None) _oldest = number;
        else _entries[_newest].Newer = number;
        _newest = number;
    }

    private void Unlink(int number)
    {
        ref var entry = ref _entries[number];
        if (entry.Older == None) _oldest = entry.Newer;
        else _entries[entry.Older].Newer = entry.Newer;
        if (entry.Newer == None) _newest = entry.Older;
        else _entries[entry.Newer].Older = entry.Older;
    }
}
