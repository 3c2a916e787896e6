using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetSensor.Wire;

/// <summary>
/// A dictionary whose entries have numbers, by which they are found again without a look-up. They lie beside each other, and an index beside them holds the hash of each with its
/// number (linear probing, deletion by shifting back): hundreds of thousands of them are a few objects to the collector, and a look-up reads a line of the index and the entry
/// that it wants, or none where there is none.
/// </summary>
public sealed class NumberedTable<TKey, TValue> where TKey : struct, IEquatable<TKey>
{
    /// <summary>No entry's number.</summary>
    public const int None = -1;

    private readonly PiecedArray<Entry> _entries = new();
    private PiecedArray<ulong> _index = new(); // upper half the hash, lower half the number plus one; 0 is empty
    private int _used;                         // numbers that were given so far
    private int _free = None;                  // the last that was given back

    private struct Entry
    {
        public TKey Key;
        public TValue Value;
        public int Hash;
        public int Next; // of those that were given back
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
        for (var place = HomeOf(hash); ; place = Behind(place)) // ends: the index is never full
        {
            var indexed = _index[place];
            if (indexed == 0) return None;
            if (HashIn(indexed) == hash && _entries[NumberIn(indexed)].Key.Equals(key)) return NumberIn(indexed);
        }
    }

    /// <summary>Asks for the memory that a look-up of this key will read (<see cref="CacheLines"/>), one step of it.</summary>
    public void FetchAhead(in TKey key, FetchStep step)
    {
        if (step == FetchStep.Bucket) CacheLines.Fetch(ref _index[HomeOf(key.GetHashCode())]);
        else if (step == FetchStep.Entry && FirstAlike(key) is var number and not None) CacheLines.Fetch(ref _entries[number]);
    }

    /// <summary>The number of the first entry whose key has the hash of this one, nearly always the one that it is; <see cref="None"/> when there is none.</summary>
    public int FirstAlike(in TKey key)
    {
        var hash = key.GetHashCode();
        for (var place = HomeOf(hash); ; place = Behind(place)) // ends: the index is never full
        {
            var indexed = _index[place];
            if (indexed == 0 || HashIn(indexed) == hash) return NumberIn(indexed);
        }
    }

    /// <summary>Adds an entry with a key that none has; its number: they count up from zero as long as none is taken out.</summary>
    public int Add(in TKey key, TValue value)
    {
        if ((Count + 1) * 4L > _index.Length * 3L) Spread();
        var number = NewNumber();
        var hash = key.GetHashCode();
        _entries[number] = new Entry { Key = key, Value = value, Hash = hash };
        Insert(((ulong)(uint)hash << 32) | (uint)(number + 1));
        Count++;
        return number;
    }

    /// <summary>Takes an entry out; its number goes to the next one.</summary>
    public void Remove(int number)
    {
        var hole = HomeOf(_entries[number].Hash);
        while (NumberIn(_index[hole]) != number) hole = Behind(hole); // ends: it is there
        for (var next = Behind(hole); _index[next] is var moved and not 0; next = Behind(next)) // ends at the first empty place
        {
            var mask = _index.Length - 1;
            if (((next - HomeOf(HashIn(moved))) & mask) < ((next - hole) & mask)) continue; // its home lies behind the hole: it stays
            _index[hole] = moved;
            hole = next;
        }
        _index[hole] = 0;
        _entries[number] = new Entry { Next = _free };
        _free = number;
        Count--;
    }

    private static int HashIn(ulong indexed) => (int)(indexed >> 32);

    private static int NumberIn(ulong indexed) => (int)(uint)indexed - 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int HomeOf(int hash) => (int)(((uint)hash * 0x9E37_79B9) >> (32 - BitOperations.Log2((uint)_index.Length)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Behind(int place) => (place + 1) & (_index.Length - 1);

    private void Insert(ulong indexed)
    {
        var place = HomeOf(HashIn(indexed));
        while (_index[place] != 0) place = Behind(place); // ends: the index is never full
        _index[place] = indexed;
    }

    private int NewNumber()
    {
        if (_free is var number and not None)
        {
            _free = _entries[number].Next;
            return number;
        }
        _entries.GrowTo(_used + 1);
        return _used++;
    }

    /// <summary>An index twice as long.</summary>
    private void Spread()
    {
        var before = _index;
        _index = new PiecedArray<ulong>();
        _index.GrowTo(before.Length * 2);
        for (var place = 0; place < before.Length; place++)
            if (before[place] is var indexed and not 0) Insert(indexed);
    }
}
