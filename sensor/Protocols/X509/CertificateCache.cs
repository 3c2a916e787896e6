using System.Security.Cryptography;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Protocols.X509;

/// <summary>
/// Remembers the certificates that a thread read last: the same few pass thousands of times, and reading one costs fifty times its hash.
/// It only saves work; what comes out is the same without it.
/// </summary>
public static class CertificateCache
{
    private const int Slots = 512; // about 1 MB of details at most in usual sizes; a newcomer takes the place that its hash gives

    [ThreadStatic] private static Slot[]? _slots;

    /// <summary>What the certificate says; null when it is none.</summary>
    public static CertificateDetails? Read(ReadOnlySpan<byte> der)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(der, hash);
        var reader = new ByteReader(hash);
        var key = (reader.U64(), reader.U64(), reader.U64(), reader.U64());
        ref var slot = ref (_slots ??= new Slot[Slots])[(int)(key.Item1 % Slots)];
        if (slot.Known && slot.Key == key) return slot.Details;
        slot = new Slot { Known = true, Key = key, Details = Certificate.Read(der) };
        return slot.Details;
    }

    private struct Slot
    {
        public bool Known;
        public (ulong, ulong, ulong, ulong) Key;
        public CertificateDetails? Details;
    }
}
