namespace NetSensor.Protocols.Tls;

/// <summary>Version numbers of SSL, TLS and DTLS, and Zeek's names for them.</summary>
public static class TlsVersions
{
    /// <summary>SSL 2.0.</summary>
    public const ushort Ssl2 = 0x0002;
    /// <summary>SSL 3.0.</summary>
    public const ushort Ssl3 = 0x0300;
    /// <summary>TLS 1.0.</summary>
    public const ushort Tls10 = 0x0301;
    /// <summary>TLS 1.1.</summary>
    public const ushort Tls11 = 0x0302;
    /// <summary>TLS 1.2, and the frozen field of TLS 1.3.</summary>
    public const ushort Tls12 = 0x0303;
    /// <summary>TLS 1.3.</summary>
    public const ushort Tls13 = 0x0304;
    /// <summary>DTLS 1.0.</summary>
    public const ushort Dtls10 = 0xFEFF;
    /// <summary>DTLS 1.2, and the frozen field of DTLS 1.3.</summary>
    public const ushort Dtls12 = 0xFEFD;
    /// <summary>DTLS 1.3.</summary>
    public const ushort Dtls13 = 0xFEFC;

    private const int DraftHighByte = 0x7F; // drafts of TLS 1.3 called themselves 0x7F00 + their number

    /// <summary>Whether this is a draft of TLS 1.3.</summary>
    public static bool IsDraft13(ushort version) => version >> 8 == DraftHighByte;

    /// <summary>Whether this is TLS 1.3 or one of its drafts.</summary>
    public static bool Is13(ushort version) => version == Tls13 || IsDraft13(version);

    /// <summary>Whether a record of TLS may carry this number.</summary>
    public static bool IsRecordVersion(ushort version) => version is >= Ssl3 and <= Tls12;

    /// <summary>Whether a hello may carry this number.</summary>
    public static bool IsKnown(ushort version) =>
        version is Ssl2 or (>= Ssl3 and <= Tls13) or Dtls10 or Dtls12 or Dtls13 || IsDraft13(version);

    /// <summary>Whether everything before ChangeCipherSpec is readable: all versions before TLS 1.3.</summary>
    public static bool IsBefore13(ushort version) => version is Ssl2 or (>= Ssl3 and <= Tls12);

    /// <summary>"TLSv12", "DTLSv10", "TLSv13-draft28", "unknown-64282".</summary>
    public static string Name(ushort version) => version switch
    {
        Ssl2 => "SSLv2",
        Ssl3 => "SSLv3",
        Tls10 => "TLSv10",
        Tls11 => "TLSv11",
        Tls12 => "TLSv12",
        Tls13 => "TLSv13",
        Dtls10 => "DTLSv10",
        Dtls12 => "DTLSv12",
        Dtls13 => "DTLSv13",
        _ when IsDraft13(version) => $"TLSv13-draft{version & 0xFF}",
        _ => $"unknown-{version}",
    };
}
