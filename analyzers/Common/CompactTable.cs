using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Common;

/// <summary>
/// Millions of small values by 64-bit key, without a list in order of age: each key has eight places, and where all are taken the entry of
/// least worth gives way, and is counted. A full table so forgets what mattered least in a neighbourhood, not the oldest of all. Places grow by doubling up
/// to the capacity; the values lie beside them, side by side, and never move. Keys that collide in all 64 bits are one entry: with ten million keys, once in a
/// hundred thousand runs.
/// </summary>
public sealed class CompactTable<T>(int capacity) where T : struct, ICompactEntry
{
    private const int SetPlaces = 8;         // places of one set fill a cache line
    private const int FirstSets = 128;
    private const double GrowFullSetAt = 0.35; // …and one that is full forgets nothing while there is memory to grow into
    private const double GrowAt = 0.7;       // share of places taken; fuller sets evict too early
    private const ulong MarkBits = 0xFFFF_FFFF_0000_0000;

    private readonly int _mostSets = Math.Max(FirstSets, (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, capacity / SetPlaces)));
    private readonly PiecedArray<Entry> _entries = new();
    private ulong[] _places = new ulong[FirstSets * SetPlaces]; // the high half of the key's hash, which names its set first, and the entry's number plus one; zero for a free place

    private struct Entry
    {
        public ulong Key;
        public T Value;
    }

    /// <summary>Entries now.</summary>
    public int Count { get; private set; }

    /// <summary>Entries that had to make room.</summary>
    public long Evictions { get; private set; }

    /// <summary>Bytes that its arrays take now.</summary>
    public long Bytes => (_places.LongLength * sizeof(ulong)) + ((long)_entries.Length * Unsafe.SizeOf<Entry>());

    /// <summary>Places of entries now; most of them are taken.</summary>
    public int Places => _places.Length;

    /// <summary>What is at this place, 0 to below <see cref="Places"/>; a key of zero and a null reference where nothing is. Only growing moves an entry out of its set of eight.</summary>
    public ref readonly T At(int place, out ulong key)
    {
        key = 0;
        if (_places[place] == 0) return ref Unsafe.NullRef<T>();
        ref var entry = ref EntryAt(place);
        key = entry.Key;
        return ref entry.Value;
    }

    /// <summary>The value of this key; a null reference when there is none. Holds until something is added.</summary>
    public ref T Find(ulong key)
    {
        if (key == 0) key = 1; // 0 says that nothing is there
        var place = PlaceOf(key, HashOf(key));
        if (place < 0) return ref Unsafe.NullRef<T>();
        return ref EntryAt(place).Value;
    }

    /// <summary>The value of this key, a fresh one when there was none. Holds until something is added.</summary>
    public ref T GetOrAdd(ulong key, out bool isNew)
    {
        if (key == 0) key = 1;
        var hash = HashOf(key);
        var place = PlaceOf(key, hash);
        isNew = place < 0;
        if (!isNew) return ref EntryAt(place).Value;
        if (_places.Length / SetPlaces < _mostSets && (Count >= GrowAt * _places.Length || (Count >= GrowFullSetAt * _places.Length && FreePlace(SetOf(hash)) < 0))) Grow();
        place = Room(SetOf(hash));
        _places[place] = (hash & MarkBits) | (uint)_places[place];
        ref var entry = ref EntryAt(place);
        entry = new Entry { Key = key };
        return ref entry.Value;
    }

    private static ulong HashOf(ulong key) => key * 0x9E37_79B9_7F4A_7C15;

    /// <summary>The first place of a hash's set.</summary>
    private int SetOf(ulong hash) => (int)(hash >> (64 - BitOperations.Log2((uint)(_places.Length / SetPlaces)))) * SetPlaces;

    private ref Entry EntryAt(int place) => ref _entries[(int)(uint)_places[place] - 1];

    /// <summary>Where a key is; −1 when it is nowhere. Its mark is hardly ever another's as well.</summary>
    private int PlaceOf(ulong key, ulong hash)
    {
        var first = SetOf(hash);
        for (var alike = Matches(first, MarkBits, hash & MarkBits); alike != 0; alike &= alike - 1) // ends: each turn takes a place
        {
            var place = first + BitOperations.TrailingZeroCount(alike);
            if (_places[place] != 0 && EntryAt(place).Key == key) return place;
        }
        return -1;
    }

    /// <summary>A free place of a set; −1 when all are taken.</summary>
    private int FreePlace(int first) => Matches(first, ulong.MaxValue, 0) is var free and not 0 ? first + BitOperations.TrailingZeroCount(free) : -1;

    /// <summary>Which places of a set hold this in these bits.</summary>
    private ulong Matches(int first, ulong bits, ulong wanted)
    {
        var places = Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(_places.AsSpan(first, SetPlaces)));
        return Vector512.Equals(places & Vector512.Create(bits), Vector512.Create(wanted)).ExtractMostSignificantBits();
    }

    /// <summary>A place of the set, with the number of an entry to fill.</summary>
    private int Room(int first)
    {
        if (FreePlace(first) is var free and >= 0)
        {
            _entries.GrowTo(++Count);
            _places[free] = (uint)Count;
            return free;
        }
        var least = first;
        for (var place = first + 1; place < first + SetPlaces; place++)
            if (EntryAt(place).Value.Worth < EntryAt(least).Value.Worth) least = place;
        Evictions++;
        return least;
    }

    private void Grow()
    {
        var before = _places;
        _places = GC.AllocateUninitializedArray<ulong>(before.Length * 2);
        Array.Clear(_places); // written now, page by page: a page that is read before it is written comes from the kernel twice
        foreach (var taken in before)
            if (taken != 0) _places[FreePlace(SetOf(taken))] = taken; // a set splits in two: both halves have room
    }
}
