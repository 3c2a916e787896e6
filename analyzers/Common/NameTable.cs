using System.Diagnostics.CodeAnalysis;

namespace NetSensor.Analyzers.Common;

/// <summary>
/// Values by domain name; a name finds the entry of itself or of the nearest domain above it. Most names find none: one walk over the name's letters, from its end on, tells at
/// which of its dots it is worth to look.
/// </summary>
public sealed class NameTable<TValue>
{
    private const int FilterBits = 1 << 16; // 8 KB, of which the largest table here sets one in a hundred
    private const int MissedPlaces = 1 << 10; // names that are asked for again and again; a power of two
    private const ulong Factor = 0x0000_0100_0000_01B3; // FNV-1a's prime

    private readonly Dictionary<string, TValue> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, TValue>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly ulong[] _filter = new ulong[FilterBits / 64];
    private readonly string?[] _missed = new string?[MissedPlaces]; // names asked for lately that found nothing

    /// <summary>An empty table.</summary>
    public NameTable() => _lookup = _byName.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Entries.</summary>
    public int Count => _byName.Count;

    /// <summary>Adds an entry; the last one of a name holds.</summary>
    public void Add(string name, TValue value)
    {
        _byName[name] = value;
        Array.Clear(_missed);
        var hash = 0ul;
        for (var i = name.Length - 1; i >= 0; i--) hash = With(hash, name[i]);
        var bit = BitOf(hash);
        _filter[bit / 64] |= 1ul << (bit & 63);
    }

    /// <summary>The entry of "a.b.c", else of "b.c", else of "c"; a port behind a colon is no part of the name.</summary>
    public bool TryFind(ReadOnlySpan<char> name, [MaybeNullWhen(false)] out TValue value)
    {
        if (name.IndexOf(':') is var colon and > 0) name = name[..colon];
        name = name.TrimEnd('.');
        var isFound = false;
        value = default;
        var hash = 0ul;
        for (var i = name.Length - 1; i >= 0; i--)
        {
            hash = With(hash, name[i]);
            if ((i > 0 && name[i - 1] != '.') || !MayHave(hash) || !_lookup.TryGetValue(name[i..], out var found)) continue;
            (isFound, value) = (true, found); // a longer one that comes later is nearer
        }
        return isFound;
    }

    /// <summary>The same for a name that was asked for before, as most are: that it finds nothing is remembered by the very text.</summary>
    internal bool TryFind(in HashedName name, [MaybeNullWhen(false)] out TValue value)
    {
        ref var missed = ref _missed[(int)name.Hash & (MissedPlaces - 1)];
        if (ReferenceEquals(missed, name.Text))
        {
            value = default;
            return false;
        }
        if (TryFind(name.Text, out value)) return true;
        missed = name.Text;
        return false;
    }

    private bool MayHave(ulong hash)
    {
        var bit = BitOf(hash);
        return (_filter[bit / 64] & (1ul << (bit & 63))) != 0;
    }

    private static int BitOf(ulong hash) => (int)((hash * 0x9E37_79B9_7F4A_7C15) >> 48) & (FilterBits - 1);

    /// <summary>Letters of either case alike, and all that are not ASCII: what compares as equal must not differ here.</summary>
    private static ulong With(ulong hash, char letter) => (hash ^ (letter >= 0x80 ? 0x80u : letter | 0x20u)) * Factor;
}
