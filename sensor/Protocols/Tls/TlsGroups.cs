namespace NetSensor.Protocols.Tls;

/// <summary>Names of key exchange groups (IANA "TLS Supported Groups", and those that browsers used before they were registered).</summary>
public static class TlsGroups
{
    private static readonly string[] First =
    [
        "unknown-0", "sect163k1", "sect163r1", "sect163r2", "sect193r1", "sect193r2", "sect233k1", "sect233r1", "sect239k1", "sect283k1",
        "sect283r1", "sect409k1", "sect409r1", "sect571k1", "sect571r1", "secp160k1", "secp160r1", "secp160r2", "secp192k1", "secp192r1",
        "secp224k1", "secp224r1", "secp256k1", "secp256r1", "secp384r1", "secp521r1", "brainpoolP256r1", "brainpoolP384r1",
        "brainpoolP512r1", "x25519", "x448", "brainpoolP256r1tls13", "brainpoolP384r1tls13", "brainpoolP512r1tls13",
        "GC256A", "GC256B", "GC256C", "GC256D", "GC512A", "GC512B", "GC512C", "curveSM2",
    ];

    /// <summary>"x25519"; "unknown-" and the number for what nobody registered.</summary>
    public static string Name(ushort group) => group switch
    {
        _ when group < First.Length => First[group],
        256 => "ffdhe2048",
        257 => "ffdhe3072",
        258 => "ffdhe4096",
        259 => "ffdhe6144",
        260 => "ffdhe8192",
        512 => "MLKEM512",
        513 => "MLKEM768",
        514 => "MLKEM1024",
        4587 => "SecP256r1MLKEM768",
        4588 => "X25519MLKEM768",
        4589 => "SecP384r1MLKEM1024",
        4590 => "curveSM2MLKEM768",
        16696 => "CECPQ2",
        25497 => "X25519Kyber768Draft00",
        25498 => "SecP256r1Kyber768Draft00",
        0xFF01 => "arbitrary_explicit_prime_curves",
        0xFF02 => "arbitrary_explicit_char2_curves",
        _ when Grease.Is(group) => Grease.Name(group),
        _ => $"unknown-{group}",
    };
}
