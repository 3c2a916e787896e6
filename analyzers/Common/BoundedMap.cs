using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Common;

/// <summary>
/// A dictionary with a capacity: the entry touched longest ago makes room for a new one, and is counted. Entries touched at nearly the same time
/// may go in either order: what was moved up a short while ago is left where it is, so that a busy entry costs one look-up and no more.
/// Entries lie in one array and name their neighbours, in age and of the same bucket, by number: hundreds of thousands of them are no objects that the collector
/// must walk, and a look-up reads a bucket and an entry.
/// </summary>
/// <param name="capacity">Most entries at a time.</param>
/// <param name="comparer">Which keys are the same; null for their own idea of it.</param>
public sealed class BoundedMap<TKey, TValue>(int capacity, IEqualityComparer<TKey>? comparer = null) where TKey : notnull
{
    private const int StayShare = 8; // touches, as a share of the capacity, for which a moved entry stays in place
    private const int FirstLength = 16; // a power of two, as all lengths are
    private const int None = -1;
    private const int ContentBytes = 128; // of an entry's object, fetched ahead

    private readonly IEqualityComparer<TKey>? _comparer = comparer ?? SeededNumbers.Instance as IEqualityComparer<TKey>
        ?? (typeof(TKey).IsValueType ? null : EqualityComparer<TKey>.Default); // texts and addresses have seeded hashes of their own; of values, the compiler knows the default one
    private int[] _buckets = new int[FirstLength]; // number of the first entry, plus one
    private Entry[] _entries = new Entry[FirstLength];
    private int _oldest = None;
    private int _newest = None;
    private long _touches;

    /// <summary>Most entries at a time.</summary>
    public int Capacity { get; } = capacity;

    /// <summary>Entries now.</summary>
    public int Count { get; private set; }

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
        public int Next;   // entry of the same bucket
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

    /// <summary>Asks for the memory that a look-up of this key will read (<see cref="CacheLines"/>), one step of it.</summary>
    public void FetchAhead(TKey key, FetchStep step)
    {
        ref var bucket = ref BucketOf(HashOf(key));
        if (step == FetchStep.Bucket) CacheLines.Fetch(ref bucket);
        else if (bucket > 0) FetchEntry(ref _entries[bucket - 1], step);
    }

    private static void FetchEntry(ref Entry entry, FetchStep step)
    {
        if (step == FetchStep.Entry) CacheLines.Fetch(ref entry);
        else if (!typeof(TValue).IsValueType) CacheLines.Fetch(entry.Value, ContentBytes);
    }

    private int Add(TKey key, int hash, TValue value)
    {
        var number = Count >= Capacity && _oldest != None ? Evict() : NewNumber();
        ref var bucket = ref BucketOf(hash);
        _entries[number] = new Entry { Key = key, Value = value, Moved = ++_touches, Hash = hash, Next = bucket - 1 };
        bucket = number + 1;
        Append(number);
        return number;
    }

    private int HashOf(TKey key) => _comparer is null ? key.GetHashCode() : _comparer.GetHashCode(key);

    private bool AreSame(TKey one, TKey other) => _comparer is null ? EqualityComparer<TKey>.Default.Equals(one, other) : _comparer.Equals(one, other);

    private ref int BucketOf(int hash) => ref _buckets[(int)(((uint)hash * 0x9E37_79B9) >> (32 - BitOperations.Log2((uint)_buckets.Length)))];

    private int Find(TKey key, int hash)
    {
        var entries = _entries;
        for (var number = BucketOf(hash) - 1; number != None; number = entries[number].Next) // ends: each entry is in one chain once
        {
            ref var entry = ref entries[number];
            if (entry.Hash == hash && AreSame(entry.Key, key)) return number;
        }
        return None;
    }

    private int NewNumber()
    {
        if (Count == _entries.Length) Grow();
        return Count++; // numbers are never given back but to the next entry
    }

    private void Grow()
    {
        Array.Resize(ref _entries, _entries.Length * 2);
        _buckets = new int[_entries.Length];
        for (var number = 0; number < Count; number++)
        {
            ref var bucket = ref BucketOf(_entries[number].Hash);
            _entries[number].Next = bucket - 1;
            bucket = number + 1;
        }
    }

    private int Evict()
    {
        var number = _oldest;
        Unlink(number);
        ref var bucket = ref BucketOf(_entries[number].Hash);
        if (bucket - 1 == number)
        {
            bucket = _entries[number].Next + 1;
        }
        else
        {
            var before = bucket - 1;
            while (_entries[before].Next != number) before = _entries[before].Next; // ends: it is in this chain
            _entries[before].Next = _entries[number].Next;
        }
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
