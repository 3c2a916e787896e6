using System.Diagnostics.CodeAnalysis;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Common;

/// <summary>
/// A dictionary with a capacity: the entry touched longest ago makes room for a new one, and is counted. Entries touched at nearly the same time
/// may go in either order: what was moved up a short while ago is left where it is, so that a busy entry costs one look-up and no more.
/// Entries lie in one array and name their neighbours in age by number, and a <see cref="HashIndex"/> beside them says which is whose: hundreds of thousands of them are no objects
/// that the collector must walk, and a look-up reads a line of the index and the entry that it wants, or none where there is none.
/// </summary>
/// <param name="capacity">Most entries at a time.</param>
/// <param name="comparer">Which keys are the same; null for their own idea of it.</param>
public sealed class BoundedMap<TKey, TValue>(int capacity, IEqualityComparer<TKey>? comparer = null) where TKey : notnull
{
    private const int StayShare = 8; // touches, as a share of the capacity, for which a moved entry stays in place
    private const int FirstLength = 16;
    private const int None = HashIndex.None;

    private readonly IEqualityComparer<TKey>? _comparer = comparer ?? SeededNumbers.Instance as IEqualityComparer<TKey>
        ?? (typeof(TKey).IsValueType ? null : EqualityComparer<TKey>.Default); // texts and addresses have seeded hashes of their own; of values, the compiler knows the default one
    private HashIndex _index = new();
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
        public int Hash;
        public int Older, Newer;
    }

    /// <summary>The entry of this key, which counts as touched; false when there is none.</summary>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        var number = Find(key, HashOf(key));
        if (number == None)
        {
            value = default;
            return false;
        }
        Touch(number);
        value = _entries[number].Value;
        return true;
    }

    /// <summary>The entry of this key, which does not count as touched; false when there is none.</summary>
    public bool TryPeek(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        var number = Find(key, HashOf(key));
        value = number == None ? default : _entries[number].Value;
        return number != None;
    }

    /// <summary>The entry of this key, which was given this number, and counts as touched; false when it had to make room.</summary>
    public bool TryGetAt(int number, TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        var entries = _entries;
        if ((uint)number >= (uint)Count || !AreSame(entries[number].Key, key))
        {
            value = default;
            return false;
        }
        value = entries[number].Value;
        Touch(number);
        return true;
    }

    /// <summary>Whatever has this number now, which does not count as touched.</summary>
    public TValue? ValueAt(int number) => (uint)number < (uint)Count ? _entries[number].Value : default;

    /// <summary>The entry of this key, this one when there is none.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="value">What is added when there is none.</param>
    /// <param name="number">Its number, by which <see cref="TryGetAt"/> finds it again.</param>
    public TValue GetOrAdd(TKey key, TValue value, out int number)
    {
        var hash = HashOf(key);
        number = Find(key, hash);
        if (number == None)
        {
            number = Add(key, hash, value);
            return value;
        }
        Touch(number);
        return _entries[number].Value;
    }

    /// <summary>The entry of this key, made on the spot when there is none.</summary>
    public TValue GetOrAdd(TKey key, Func<TKey, TValue> make)
    {
        var hash = HashOf(key);
        if (Find(key, hash) is var found and not None)
        {
            Touch(found);
            return _entries[found].Value;
        }
        var value = make(key);
        Add(key, hash, value);
        return value;
    }

    /// <summary>The value of this key as it lies here, a fresh one when there was none. Holds until something is added.</summary>
    public ref TValue RefOrAdd(TKey key)
    {
        var hash = HashOf(key);
        var number = Find(key, hash);
        if (number == None) number = Add(key, hash, default!);
        else Touch(number);
        return ref _entries[number].Value;
    }

    private int Add(TKey key, int hash, TValue value)
    {
        var number = Count >= Capacity && _oldest != None ? Evict() : NewNumber();
        _entries[number] = new Entry { Key = key, Value = value, Moved = ++_touches, Hash = hash };
        _index.Add(hash, number);
        Append(number);
        return number;
    }

    private int HashOf(TKey key) => _comparer is null ? key.GetHashCode() : _comparer.GetHashCode(key);

    private bool AreSame(TKey one, TKey other) => _comparer is null ? EqualityComparer<TKey>.Default.Equals(one, other) : _comparer.Equals(one, other);

    private int Find(TKey key, int hash)
    {
        var place = _index.HomeOf(hash);
        while (true) // ends: each turn finds another number, and then none
        {
            var number = _index.Next(hash, ref place);
            if (number == None || AreSame(_entries[number].Key, key)) return number;
        }
    }

    private int NewNumber()
    {
        if (Count == _entries.Length) Array.Resize(ref _entries, _entries.Length * 2);
        return Count; // numbers are never given back but to the next entry
    }

    private int Evict()
    {
        var number = _oldest;
        Unlink(number);
        _index.Remove(_entries[number].Hash, number);
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
