using System.Runtime.InteropServices;

namespace NetSensor.Analyzers.Common;

/// <summary>
/// The stable hashes of the texts that were asked for lately, and those of the domains that can be registered: the same few hundred names come again and again, and
/// to know one again costs less than to hash it twice. What is not here is computed, so that nothing depends on what is.
/// </summary>
internal sealed class HashedNames
{
    private const int Places = 4_096; // a power of two; texts that share a place take turns in it
    private const int Sampled = 4;    // letters that are looked at together, three times

    [ThreadStatic] private static HashedNames? s_ofThread;

    private readonly HashedName[] _known = new HashedName[Places];
    private readonly string?[] _domains = new string?[Places];

    /// <summary>Those that this thread asked for: detectors take turns on one, and ask for the same names.</summary>
    public static HashedNames OfThread => s_ofThread ??= new HashedNames();

    /// <summary>The hashes of a text. Holds until the next one is asked for, by anybody.</summary>
    public ref readonly HashedName Of(string text)
    {
        ref var known = ref _known[PlaceOf(text)];
        if (known.Text != text) known = HashedName.Of(text, _domains);
        return ref known;
    }

    private static int PlaceOf(string text)
    {
        if (text.Length < Sampled) return (int)StableHash.Of(text) & (Places - 1);
        var letters = text.AsSpan();
        var last = text.Length - Sampled;
        var ends = StableHash.Join(LettersAt(letters, 0), LettersAt(letters, last));
        return (int)(StableHash.Join(ends, LettersAt(letters, last / 2) + (uint)text.Length) & (Places - 1));
    }

    private static ulong LettersAt(ReadOnlySpan<char> letters, int at) => MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(letters.Slice(at, Sampled)));
}
