using NetSensor.Events;

namespace NetSensor.Protocols.X509;

/// <summary>
/// Remembers the certificates that a thread read last: the same few pass thousands of times. It only saves work; what comes out is the same
/// without it.
/// </summary>
public static class CertificateCache
{
    private const int Slots = 512;               // a newcomer takes the place that its hash gives
    private const int MaxRememberedBytes = 4096; // of a certificate: at most 2 MB in all, and the details; usual ones have 1,000 to 2,000

    [ThreadStatic] private static Slot[]? _slots;

    /// <summary>What the certificate says; null when it is none.</summary>
    public static CertificateDetails? Read(ReadOnlySpan<byte> der)
    {
        ref var slot = ref (_slots ??= new Slot[Slots])[(int)(ContentHash.Of(der) >> 32) & (Slots - 1)];
        if (slot.Der is not null && der.SequenceEqual(slot.Der)) return slot.Details;
        var details = Certificate.Read(der);
        if (der.Length <= MaxRememberedBytes) slot = new Slot { Der = der.ToArray(), Details = details };
        return details;
    }

    private struct Slot
    {
        public byte[]? Der;
        public CertificateDetails? Details;
    }
}
