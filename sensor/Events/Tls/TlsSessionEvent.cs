using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>
/// A TLS, DTLS or QUIC handshake was read as far as it can be; one line of ssl.log. Fields mean what Zeek's documentation says.
/// </summary>
public sealed class TlsSessionEvent : SensorEvent
{
    /// <summary>When the first record was whole.</summary>
    public required Timestamp Start { get; init; }
    /// <summary>Version that the server chose ("TLSv12"); null when no ServerHello was seen.</summary>
    public string? Version { get; init; }
    /// <summary>Cipher suite that the server chose.</summary>
    public string? Cipher { get; init; }
    /// <summary>Group of the key exchange.</summary>
    public string? Curve { get; init; }
    /// <summary>Name that the client asked for (SNI).</summary>
    public string? ServerName { get; init; }
    /// <summary>Whether an earlier session goes on.</summary>
    public bool Resumed { get; init; }
    /// <summary>Last alert that was sent in the clear.</summary>
    public string? LastAlert { get; init; }
    /// <summary>Protocol that the server chose (ALPN).</summary>
    public string? NextProtocol { get; init; }
    /// <summary>First protocol that the client offered (ALPN).</summary>
    public string? OfferedProtocol { get; init; }
    /// <summary>Whether both sides came to encrypt.</summary>
    public bool Established { get; init; }
    /// <summary>Zeek's letters for the messages in their order, the client's in capitals.</summary>
    public required string History { get; init; }
    /// <summary>SHA-256 fingerprints of the server's chain; null when no certificate was sent in the clear.</summary>
    public IReadOnlyList<string>? CertificateChain { get; init; }
    /// <summary>SHA-256 fingerprints of the client's chain; null when no certificate was sent in the clear.</summary>
    public IReadOnlyList<string>? ClientCertificateChain { get; init; }
    /// <summary>Whether the server's certificate covers <see cref="ServerName"/>; null when either is missing.</summary>
    public bool? NameMatchesCertificate { get; init; }
    /// <summary>The server's own certificate.</summary>
    public CertificateDetails? ServerCertificate { get; init; }
    /// <summary>JA3 of the client's first hello.</summary>
    public string? Ja3 { get; init; }
    /// <summary>JA3S of the server's last hello.</summary>
    public string? Ja3s { get; init; }
    /// <summary>JA4 of the client's first hello.</summary>
    public string? Ja4 { get; init; }
    /// <summary>
    /// Encrypted ClientHello (RFC 9849), as far as the wire tells: "outer" (offered; GREASE looks the same), "inner" (an inner hello in the
    /// clear, behind a front), "retry" (the server answered it in a HelloRetryRequest: it knows ECH), "refused" (the server chose a version
    /// that has none); null when it was not offered.
    /// </summary>
    public string? EncryptedClientHello { get; init; }
}
