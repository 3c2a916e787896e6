using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetSensor.Wire;

/// <summary>
/// A dictionary whose entries have numbers, by which they are found again without a look-up. They lie beside each other and name the next of their bucket by
/// number: hundreds of thousands of them are a few objects to the collector, and a look-up reads a bucket and an entry.
/// </summary>
public sealed class NumberedTable<TKey, TValue> where TKey : struct, IEquatable<TKey>
{
    /// <summary>No entry's number.</summary>
    public const int None = -1;

    private readonly PiecedArray<Entry> _entries = new();
    private PiecedArray<int> _buckets = new(); // number of the first entry, plus one
    private int _used;                         // numbers that were given so far
    private int _free = None;                  // the last that was given back

    private struct Entry
    {
        public TKey Key;
        public TValue Value;
        public int Hash;
        public int Next; // of the same bucket, or of those that were given back
    }

    /// <summary>Entries now.</summary>
    public int Count { get; private set; }

    /// <summary>The value of an entry. Holds until another is added.</summary>
    public ref TValue this[int number] => ref _entries[number].Value;

    /// <summary>The key of an entry. Holds until another is added.</summary>
    public ref readonly TKey KeyOf(int number) => ref _entries[number].Key;

    /// <summary>The number of the entry with this key; <see cref="None"/> when there is none.</summary>
    public int Find(in TKey key)
    {
        var hash = key.GetHashCode();
        for (var number = BucketOf(hash) - 1; number != None;) // ends: each entry is in one chain once
        {
            ref var entry = ref _entries[number];
            if (entry.Hash == hash && entry.Key.Equals(key)) return number;
            number = entry.Next;
        }
        return None;
    }

    /// <summary>Asks for the memory that a look-up of this key will read (<see cref="CacheLines"/>), one step of it.</summary>
    public void FetchAhead(in TKey key, FetchStep step)
    {
        ref var bucket = ref BucketOf(key.GetHashCode());
        if (step == FetchStep.Bucket) CacheLines.Fetch(ref bucket);
        else if (step == FetchStep.Entry && bucket > 0) CacheLines.Fetch(ref _entries[bucket - 1]);
    }

    /// <summary>Adds an entry with a key that none has; its number: they count up from zero as long as none is taken out.</summary>
    public int Add(in TKey key, TValue value)
    {
        var number = NewNumber();
        var hash = key.GetHashCode();
        ref var bucket = ref BucketOf(hash);
        _entries[number] = new Entry { Key = key, Value = value, Hash = hash, Next = bucket - 1 };
        bucket = number + 1;
        Count++;
        return number;
    }

    /// <summary>Takes an entry out; its number goes to the next one.</summary>
    public void Remove(int number)
    {
        ref var entry = ref _entries[number];
        ref var link = ref BucketOf(entry.Hash);
        if (link - 1 == number)
        {
            link = entry.Next + 1;
        }
        else
        {
            var before = link - 1;
            while (_entries[before].Next != number) before = _entries[before].Next; // ends: it is in this chain
            _entries[before].Next = entry.Next;
        }
        entry = new Entry { Next = _free };
        _free = number;
        Count--;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref int BucketOf(int hash) => ref _buckets[(int)(((uint)hash * 0x9E37_79B9) >> (32 - BitOperations.Log2((uint)_buckets.Length)))];

    private int NewNumber()
    {
        if (_free is var number and not None)
        {
            _free = _entries[number].Next;
            return number;
        }
        _entries.GrowTo(_used + 1);
        if (_used == _buckets.Length) Spread();
        return _used++;
    }

    /// <summary>Twice as many buckets.</summary>
    private void Spread()
    {
        var length = _buckets.Length * 2;
        _buckets = new PiecedArray<int>();
        _buckets.GrowTo(length);
        for (var number = 0; number < _used; number++) // all are taken: else one that was given back would have been given
        {
            ref var entry = ref _entries[number];
            ref var bucket = ref BucketOf(entry.Hash);
            entry.Next = bucket - 1;
            bucket = number + 1;
        }
    }
}
