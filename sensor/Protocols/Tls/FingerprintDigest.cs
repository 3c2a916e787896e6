using System.Security.Cryptography;

namespace NetSensor.Protocols.Tls;

/// <summary>
/// Hashes the texts of fingerprints, and remembers the last ones of this thread: a network has a few hundred kinds of clients, and a hash
/// costs more than everything else about a hello. It only saves work; what comes out is the same without it.
/// </summary>
internal static class FingerprintDigest
{
    private const int Slots = 1024;
    private const int MaxRememberedBytes = 1024; // of a text: at most 1 MB in all; browsers' texts have 100 to 300
    private const int PrefixBytes = 6;           // JA4 shows the first twelve digits

    [ThreadStatic] private static Slot[]? _md5;
    [ThreadStatic] private static Slot[]? _sha256;

    /// <summary>MD5, 32 hexadecimal digits; the published fingerprint is one, nothing rests on its strength.</summary>
    public static string Md5(ReadOnlySpan<byte> text)
    {
        ref var slot = ref SlotOf(ref _md5, text);
        if (slot.Digits is not null && text.SequenceEqual(slot.Text)) return slot.Digits;
        Span<byte> hash = stackalloc byte[MD5.HashSizeInBytes];
        MD5.HashData(text, hash);
        return Remember(ref slot, text, Convert.ToHexStringLower(hash));
    }

    /// <summary>The first twelve hexadecimal digits of SHA-256.</summary>
    public static string Sha256Prefix(ReadOnlySpan<byte> text)
    {
        ref var slot = ref SlotOf(ref _sha256, text);
        if (slot.Digits is not null && text.SequenceEqual(slot.Text)) return slot.Digits;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, hash);
        return Remember(ref slot, text, Convert.ToHexStringLower(hash[..PrefixBytes]));
    }

    private static ref Slot SlotOf(ref Slot[]? slots, ReadOnlySpan<byte> text) =>
        ref (slots ??= new Slot[Slots])[(int)(ContentHash.Of(text) >> 32) & (Slots - 1)];

    private static string Remember(ref Slot slot, ReadOnlySpan<byte> text, string digits)
    {
        if (text.Length <= MaxRememberedBytes) slot = new Slot { Text = text.ToArray(), Digits = digits };
        return digits;
    }

    private struct Slot
    {
        public byte[] Text;
        public string? Digits;
    }
}
