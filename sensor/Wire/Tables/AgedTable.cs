namespace NetSensor.Wire;

/// <summary>
/// A <see cref="NumberedTable{TKey,TValue}"/> whose entries stand in a row, the newest last: where one is used again, whoever owns the table puts it last anew, so that the
/// first is the one that was not used for longest.
/// </summary>
public sealed class AgedTable<TKey, TValue> where TKey : struct, IEquatable<TKey>
{
    /// <summary>No entry's number.</summary>
    public const int None = NumberedTable<TKey, TValue>.None;

    private readonly NumberedTable<TKey, Standing> _table = new();

    private struct Standing
    {
        public TValue Value;
        public int Older, Newer;
    }

    /// <summary>Entries now.</summary>
    public int Count => _table.Count;

    /// <summary>The first of the row; <see cref="None"/> when there is none.</summary>
    public int Oldest { get; private set; } = None;

    /// <summary>The last of the row; <see cref="None"/> when there is none.</summary>
    public int Newest { get; private set; } = None;

    /// <summary>The value of an entry. Holds until another is added.</summary>
    public ref TValue this[int number] => ref _table[number].Value;

    /// <summary>All values, the oldest first. None may be added, taken out or put last meanwhile.</summary>
    public IEnumerable<TValue> Values
    {
        get
        {
            for (var number = Oldest; number != None; number = _table[number].Newer) yield return _table[number].Value; // ends: with the newest
        }
    }

    /// <summary>The key of an entry. Holds until another is added.</summary>
    public ref readonly TKey KeyOf(int number) => ref _table.KeyOf(number);

    /// <summary>The number of the entry with this key; <see cref="None"/> when there is none.</summary>
    public int Find(in TKey key) => _table.Find(key);

    /// <summary>Asks for the memory that a look-up of this key will read (<see cref="CacheLines"/>), one step of it.</summary>
    public void FetchAhead(in TKey key, FetchStep step) => _table.FetchAhead(key, step);

    /// <summary>The number of the first entry whose key has the hash of this one, nearly always the one that it is; <see cref="None"/> when there is none.</summary>
    public int FirstAlike(in TKey key) => _table.FirstAlike(key);

    /// <summary>Adds an entry with a key that none has, last in the row; its number.</summary>
    public int Add(in TKey key, TValue value)
    {
        var number = _table.Add(key, new Standing { Value = value });
        Append(number);
        return number;
    }

    /// <summary>Takes an entry out; its number goes to the next one.</summary>
    public void Remove(int number)
    {
        Unlink(number);
        _table.Remove(number);
    }

    /// <summary>Puts an entry last in the row.</summary>
    public void PutLast(int number)
    {
        if (number == Newest) return;
        Unlink(number);
        Append(number);
    }

    private void Append(int number)
    {
        ref var entry = ref _table[number];
        (entry.Older, entry.Newer) = (Newest, None);
        if (Newest == None) Oldest = number;
        else _table[Newest].Newer = number;
        Newest = number;
    }

    private void Unlink(int number)
    {
        ref var entry = ref _table[number];
        if (entry.Older == None) Oldest = entry.Newer;
        else _table[entry.Older].Newer = entry.Newer;
        if (entry.Newer == None) Newest = entry.Older;
        else _table[entry.Newer].Older = entry.Older;
    }
}
