using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetSensor.Wire;

/// <summary>
/// The numbers of a table's entries by their hashes (linear probing, deletion by shifting back). A number lies beside its hash, so that a search reads a line of the index, and of the
/// entries none but those with the hash that is wanted.
/// </summary>
public struct HashIndex()
{
    /// <summary>No entry's number.</summary>
    public const int None = -1;

    private const int FirstLength = 16; // a power of two, as all lengths are

    private readonly uint _secret = TableHash.DrawOdd(); // nobody can choose hashes that begin at one place, which would make a long search of every one near it
    private ulong[] _places = new ulong[FirstLength]; // upper half the hash, lower half the number plus one; 0 is empty

    /// <summary>Numbers now.</summary>
    public int Count { get; private set; }

    /// <summary>Where a search for this hash begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int HomeOf(int hash) => (int)(((uint)hash * _secret) >> (32 - BitOperations.Log2((uint)_places.Length)));

    /// <summary>The first number with this hash, from a place on, which then is the one behind it; <see cref="None"/> when there are no more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int Next(int hash, ref int place)
    {
        while (_places[place] is var indexed and not 0) // ends: there are always empty places
        {
            place = Behind(place);
            if (HashIn(indexed) == hash) return NumberIn(indexed);
        }
        return None;
    }

    /// <summary>The first number with this hash, nearly always the only one; <see cref="None"/> when there is none.</summary>
    public readonly int First(int hash)
    {
        var place = HomeOf(hash);
        return Next(hash, ref place);
    }

    /// <summary>Asks for the memory that a search for this hash will read (<see cref="CacheLines"/>).</summary>
    public readonly void FetchAhead(int hash) => CacheLines.Fetch(ref _places[HomeOf(hash)]);

    /// <summary>Adds a number that is not there.</summary>
    public void Add(int hash, int number)
    {
        if ((Count + 1) * 4L > _places.Length * 3L) Spread();
        Insert(((ulong)(uint)hash << 32) | (uint)(number + 1));
        Count++;
    }

    /// <summary>Takes out a number that is there.</summary>
    public void Remove(int hash, int number)
    {
        var hole = HomeOf(hash);
        while (NumberIn(_places[hole]) != number) // ends: it is there, or at an empty place
        {
            if (_places[hole] == 0) throw new InvalidOperationException($"no entry has the number {number}");
            hole = Behind(hole);
        }
        for (var next = Behind(hole); _places[next] is var moved and not 0; next = Behind(next)) // ends at the first empty place
        {
            var mask = _places.Length - 1;
            if (((next - HomeOf(HashIn(moved))) & mask) < ((next - hole) & mask)) continue; // its home lies behind the hole: it stays
            _places[hole] = moved;
            hole = next;
        }
        _places[hole] = 0;
        Count--;
    }

    private static int HashIn(ulong indexed) => (int)(indexed >> 32);

    private static int NumberIn(ulong indexed) => (int)(uint)indexed - 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int Behind(int place) => (place + 1) & (_places.Length - 1);

    private readonly void Insert(ulong indexed)
    {
        var place = HomeOf(HashIn(indexed));
        while (_places[place] != 0) place = Behind(place); // ends: there are always empty places
        _places[place] = indexed;
    }

    /// <summary>Twice as many places.</summary>
    private void Spread()
    {
        var before = _places;
        _places = new ulong[before.Length * 2];
        foreach (var indexed in before)
            if (indexed != 0) Insert(indexed);
    }
}
