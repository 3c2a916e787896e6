using NetSensor.Wire;

namespace NetSensor.Analyzers.Common;

/// <summary>64-bit hashes that are the same in every run, for keys that are kept as nothing but their hash.</summary>
public static class StableHash
{
    /// <summary>Of a text, letters of either case alike.</summary>
    public static ulong Of(ReadOnlySpan<char> text)
    {
        var hash = 0xCBF2_9CE4_8422_2325; // FNV-1a's offset and prime
        foreach (var letter in text) hash = (hash ^ Lower(letter)) * 0x0000_0100_0000_01B3;
        return Mix(hash);
    }

    /// <summary>The small letter.</summary>
    internal static char Lower(char letter) => letter >= 0x80 ? char.ToLowerInvariant(letter) : letter is >= 'A' and <= 'Z' ? (char)(letter | 0x20) : letter; // names are ASCII

    /// <summary>Of an address.</summary>
    public static ulong Of(IpAddr address) => Mix(address.High * 0x9E37_79B9_7F4A_7C15 ^ Mix(address.Low));

    /// <summary>Of two hashes in this order.</summary>
    public static ulong Join(ulong first, ulong second) => Mix(first * 0x9E37_79B9_7F4A_7C15 + second);

    /// <summary>Spreads all bits over all bits (the finalizer of SplitMix64).</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }
}
