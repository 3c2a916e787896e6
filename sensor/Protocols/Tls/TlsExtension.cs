namespace NetSensor.Protocols.Tls;

/// <summary>Extension types that the sensor looks into (IANA "TLS ExtensionType Values"); others keep their number.</summary>
public enum TlsExtension : ushort
{
    /// <summary>RFC 6066 §3.</summary>
    ServerName = 0,
    /// <summary>RFC 8422 §5.1.1, RFC 7919.</summary>
    SupportedGroups = 10,
    /// <summary>RFC 8422 §5.1.2.</summary>
    EcPointFormats = 11,
    /// <summary>RFC 8446 §4.2.3.</summary>
    SignatureAlgorithms = 13,
    /// <summary>RFC 7301.</summary>
    Alpn = 16,
    /// <summary>RFC 5077.</summary>
    SessionTicket = 35,
    /// <summary>RFC 8446 §4.2.11.</summary>
    PreSharedKey = 41,
    /// <summary>RFC 8446 §4.2.1.</summary>
    SupportedVersions = 43,
    /// <summary>RFC 8446 §4.2.8.</summary>
    KeyShare = 51,
    /// <summary>RFC 9849 §5.</summary>
    EncryptedClientHello = 0xFE0D,
}
