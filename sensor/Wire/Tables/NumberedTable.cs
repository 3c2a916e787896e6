namespace NetSensor.Wire;

/// <summary>
/// A dictionary whose entries have numbers, by which they are found again without a look-up. They lie beside each other, and a <see cref="HashIndex"/> beside them says which is
/// whose: hundreds of thousands of them are a few objects to the collector, and a look-up reads a line of the index and the entry that it wants, or none where there is none.
/// </summary>
public sealed class NumberedTable<TKey, TValue> where TKey : struct, IEquatable<TKey>
{
    /// <summary>No entry's number.</summary>
    public const int None = HashIndex.None;

    private readonly PiecedArray<Entry> _entries = new();
    private HashIndex _index = new();
    private int _used;         // numbers that were given so far
    private int _free = None;  // the last that was given back

    private struct Entry
    {
        public TKey Key;
        public TValue Value;
        public int Hash;
        public int Next; // of those that were given back
    }

    /// <summary>Entries now.</summary>
    public int Count => _index.Count;

    /// <summary>The value of an entry. Holds until another is added.</summary>
    public ref TValue this[int number] => ref _entries[number].Value;

    /// <summary>The key of an entry. Holds until another is added.</summary>
    public ref readonly TKey KeyOf(int number) => ref _entries[number].Key;

    /// <summary>The number of the entry with this key; <see cref="None"/> when there is none.</summary>
    public int Find(in TKey key)
    {
        var hash = key.GetHashCode();
        var place = _index.HomeOf(hash);
        while (true) // ends: each turn finds another number, and then none
        {
            var number = _index.Next(hash, ref place);
            if (number == None || _entries[number].Key.Equals(key)) return number;
        }
    }

    /// <summary>Asks for the memory that a look-up of this key will read (<see cref="CacheLines"/>), one step of it.</summary>
    public void FetchAhead(in TKey key, FetchStep step)
    {
        if (step == FetchStep.Bucket) _index.FetchAhead(key.GetHashCode());
        else if (step == FetchStep.Entry && FirstAlike(key) is var number and not None) CacheLines.Fetch(ref _entries[number]);
    }

    /// <summary>The number of the first entry whose key has the hash of this one, nearly always the one that it is; <see cref="None"/> when there is none.</summary>
    public int FirstAlike(in TKey key) => _index.First(key.GetHashCode());

    /// <summary>Adds an entry with a key that none has; its number: they count up from zero as long as none is taken out.</summary>
    public int Add(in TKey key, TValue value)
    {
        var number = NewNumber();
        var hash = key.GetHashCode();
        _entries[number] = new Entry { Key = key, Value = value, Hash = hash };
        _index.Add(hash, number);
        return number;
    }

    /// <summary>Takes an entry out; its number goes to the next one.</summary>
    public void Remove(int number)
    {
        _index.Remove(_entries[number].Hash, number);
        _entries[number] = new Entry { Next = _free };
        _free = number;
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
}
