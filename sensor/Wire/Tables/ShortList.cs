namespace NetSensor.Wire;

/// <summary>A list that is a part of its owner: of hundreds of thousands that are empty or hold one thing, none needs an object of its own beside its array. Never copied.</summary>
public struct ShortList<T>
{
    private const int FetchedBytes = 64; // ahead: most lists are short

    private T[]? _items; // none until something is in it

    /// <summary>Entries now.</summary>
    public int Count { get; private set; }

    /// <summary>All entries, until the next change.</summary>
    public readonly Span<T> All => Count == 0 ? [] : _items.AsSpan(0, Count); // an array of which nothing is used lies far away

    /// <summary>An entry. Holds until the next change.</summary>
    public readonly ref T this[int place] => ref All[place];

    /// <summary>Asks for the memory of the first entries (<see cref="CacheLines"/>).</summary>
    public readonly void FetchAhead() => CacheLines.Fetch(_items, FetchedBytes);

    /// <summary>Puts an entry behind all others.</summary>
    public void Add(T entry) => Insert(Count, entry);

    /// <summary>Puts entries behind all others.</summary>
    public void AddRange(ReadOnlySpan<T> entries)
    {
        GrowTo(Count + entries.Length);
        entries.CopyTo(_items.AsSpan(Count));
        Count += entries.Length;
    }

    /// <summary>Puts an entry before the one at this place.</summary>
    public void Insert(int place, T entry)
    {
        GrowTo(Count + 1);
        Array.Copy(_items!, place, _items!, place + 1, Count - place);
        _items![place] = entry;
        Count++;
    }

    /// <summary>Takes out what is at this place.</summary>
    public void RemoveAt(int place)
    {
        Count--;
        Array.Copy(_items!, place + 1, _items!, place, Count - place);
        _items![Count] = default!;
    }

    /// <summary>Takes out all entries; the array stays for the next ones.</summary>
    public void Clear()
    {
        All.Clear();
        Count = 0;
    }

    /// <summary>Takes out all entries of a kind.</summary>
    public void RemoveAll(Predicate<T> isOut)
    {
        var kept = 0;
        for (var place = 0; place < Count; place++)
            if (!isOut(_items![place])) _items[kept++] = _items[place];
        _items.AsSpan(kept, Count - kept).Clear();
        Count = kept;
    }

    private void GrowTo(int length)
    {
        if (length == 0 || length <= _items?.Length) return;
        Array.Resize(ref _items, _items is null ? length : Math.Max(length, _items.Length * 2));
    }
}
