using System.Diagnostics.CodeAnalysis;
using NetSensor.Wire;

namespace NetSensor.Enrichment.Inventory;

/// <summary>A dictionary with a capacity: what was used longest ago makes room for what is new, and is counted. One thread.</summary>
internal sealed class RecentMap<TKey, TValue>(int capacity, Action<TKey>? evicted = null) where TKey : struct, IEquatable<TKey> where TValue : class
{
    /// <summary>No entry's number.</summary>
    public const int None = AgedTable<TKey, Entry>.None;

    private const int ContentBytes = 128; // of an entry's object, fetched ahead

    private static readonly TimeSpan MoveAfter = TimeSpan.FromMinutes(1); // a busy entry is moved up once a minute, not for every packet

    private readonly AgedTable<TKey, Entry> _entries = new(); // least recently used first
    private int _last = None, _lastButOne = None;             // found: both ends of a flow are asked for several times in turn

    private record struct Entry(TValue Value, Timestamp Moved);

    /// <summary>Entries now.</summary>
    public int Count => _entries.Count;

    /// <summary>Entries that had to make room.</summary>
    public long Evictions { get; private set; }

    /// <summary>All values, the least recently used first.</summary>
    public IEnumerable<TValue> Values => _entries.Values.Select(entry => entry.Value);

    /// <summary>The entry, which does not count as used.</summary>
    public bool TryPeek(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        var number = Find(key);
        value = number == None ? default : _entries[number].Value;
        return number != None;
    }

    /// <summary>The entry, which counts as used.</summary>
    public bool TryUse(TKey key, Timestamp now, [MaybeNullWhen(false)] out TValue value)
    {
        var number = Find(key);
        value = number == None ? default : _entries[number].Value;
        if (number != None) Use(number, now);
        return number != None;
    }

    /// <summary>Counts as used who was added under this number, or has the key by now; false when nobody has.</summary>
    public bool TryUse(int number, TKey key, Timestamp now)
    {
        if (number == None || _entries[number].Value is null || !_entries.KeyOf(number).Equals(key)) number = _entries.Find(key);
        if (number != None) Use(number, now);
        return number != None;
    }

    /// <summary>Asks for the memory that a look-up of this key will read (<see cref="CacheLines"/>), one step of it.</summary>
    public void FetchAhead(TKey key, FetchStep step)
    {
        if (step != FetchStep.Content) _entries.FetchAhead(key, step);
        else if (_entries.FirstAlike(key) is var number and not None) CacheLines.Fetch(_entries[number].Value, ContentBytes);
    }

    /// <summary>Takes a new entry; its number.</summary>
    public int Add(TKey key, TValue value, Timestamp now)
    {
        if (_entries.Count >= capacity && _entries.Oldest is var oldest and not None)
        {
            var gone = _entries.KeyOf(oldest);
            Remove(gone);
            Evictions++;
            evicted?.Invoke(gone);
        }
        return _entries.Add(key, new Entry(value, now));
    }

    /// <summary>Takes an entry out.</summary>
    public void Remove(TKey key)
    {
        var number = _entries.Find(key);
        if (number == None) return;
        _entries.Remove(number);
        if (number == _last) _last = None;
        if (number == _lastButOne) _lastButOne = None;
    }

    private void Use(int number, Timestamp now)
    {
        ref var entry = ref _entries[number];
        if (now - entry.Moved < MoveAfter) return;
        entry.Moved = now;
        _entries.PutLast(number);
    }

    private int Find(TKey key)
    {
        if (_last != None && _entries.KeyOf(_last).Equals(key)) return _last;
        if (_lastButOne != None && _entries.KeyOf(_lastButOne).Equals(key)) (_last, _lastButOne) = (_lastButOne, _last);
        else if (_entries.Find(key) is var found and not None) (_last, _lastButOne) = (found, _last);
        else return None;
        return _last;
    }
}
