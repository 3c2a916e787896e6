using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NetSensor.Analyzers.Common;

/// <summary>
/// Millions of small values by 64-bit hash, in two arrays and without a list in order of age: each key has eight places, and where all are taken the entry of
/// least worth gives way, and is counted. A full table so forgets what mattered least in a neighbourhood, not the oldest of all. Grows by doubling up
/// to its capacity. Keys that collide in all 64 bits are one entry: with ten million keys, once in a hundred thousand runs.
/// </summary>
public sealed class CompactTable<T>(int capacity) where T : struct, ICompactEntry
{
    private const int SetPlaces = 8;         // keys of one set fill a cache line
    private const int FirstSets = 128;
    private const double GrowFullSetAt = 0.35; // …and one that is full forgets nothing while there is memory to grow into
    private const double GrowAt = 0.7;       // share of places taken; fuller sets evict too early

    private readonly int _mostSets = Math.Max(FirstSets, (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, capacity / SetPlaces)));
    private ulong[] _keys = new ulong[FirstSets * SetPlaces];
    private T[] _values = new T[FirstSets * SetPlaces];

    /// <summary>Entries now.</summary>
    public int Count { get; private set; }

    /// <summary>Entries that had to make room.</summary>
    public long Evictions { get; private set; }

    /// <summary>Bytes that its arrays take now.</summary>
    public long Bytes => _keys.LongLength * (sizeof(ulong) + Marshal.SizeOf<T>());

    /// <summary>Places of entries now; most of them are taken.</summary>
    public int Places => _keys.Length;

    /// <summary>What is at this place, 0 to below <see cref="Places"/>; a key of zero where nothing is. Only growing moves an entry out of its set of eight.</summary>
    public ref readonly T At(int place, out ulong key)
    {
        key = _keys[place];
        return ref _values[place];
    }

    /// <summary>The value of this key; a null reference when there is none. Holds until something is added.</summary>
    public ref T Find(ulong key)
    {
        if (key == 0) key = 1; // 0 marks a free place
        var first = SetOf(key);
        var at = PlaceOf(first, key);
        if (at < 0) return ref System.Runtime.CompilerServices.Unsafe.NullRef<T>();
        return ref _values[first + at];
    }

    /// <summary>The value of this key, a fresh one when there was none. Holds until something is added.</summary>
    public ref T GetOrAdd(ulong key, out bool isNew)
    {
        if (key == 0) key = 1;
        var first = SetOf(key);
        var at = PlaceOf(first, key);
        isNew = at < 0;
        if (!isNew) return ref _values[first + at];
        if (_keys.Length / SetPlaces < _mostSets && (Count >= GrowAt * _keys.Length || (Count >= GrowFullSetAt * _keys.Length && IsFull(first))))
        {
            Grow();
            first = SetOf(key);
        }
        var place = first + Room(first);
        _keys[place] = key;
        _values[place] = default;
        return ref _values[place];
    }

    /// <summary>Where in its set a key is; −1 when it is not.</summary>
    private int PlaceOf(int first, ulong key)
    {
        var keys = _keys.AsSpan(first, SetPlaces);
        var found = Vector512.Equals(Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(keys)), Vector512.Create(key)).ExtractMostSignificantBits();
        return found == 0 ? -1 : BitOperations.TrailingZeroCount(found);
    }

    private int SetOf(ulong key) => (int)((key * 0x9E37_79B9_7F4A_7C15) >> (64 - BitOperations.Log2((uint)(_keys.Length / SetPlaces)))) * SetPlaces;

    private bool IsFull(int first) => PlaceOf(first, 0) < 0;

    private int Room(int first)
    {
        if (PlaceOf(first, 0) is var free and >= 0)
        {
            Count++;
            return free;
        }
        var least = 0;
        for (var i = 1; i < SetPlaces; i++)
            if (_values[first + i].Worth < _values[first + least].Worth) least = i;
        Evictions++;
        return least;
    }

    private void Grow()
    {
        var (keys, values) = (_keys, _values);
        (_keys, _values) = (GC.AllocateUninitializedArray<ulong>(keys.Length * 2), new T[keys.Length * 2]);
        Array.Clear(_keys); // written now, page by page: a page that is read before it is written comes from the kernel twice
        for (var i = 0; i < keys.Length; i++)
        {
            if (keys[i] == 0) continue;
            var first = SetOf(keys[i]); // a set splits in two: both halves have room
            var place = first + PlaceOf(first, 0);
            (_keys[place], _values[place]) = (keys[i], values[i]);
        }
    }
}
