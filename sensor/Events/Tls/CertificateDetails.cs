namespace NetSensor.Events;

/// <summary>What an X.509 certificate says, in the forms of Zeek's x509.log. Never changed once read, so that events may share it.</summary>
public sealed class CertificateDetails
{
    /// <summary>SHA-256 of the certificate, 64 hexadecimal digits.</summary>
    public required string Fingerprint { get; init; }
    /// <summary>SHA-1 of the certificate, 40 hexadecimal digits: lists of known certificates still use it. Null when nobody computed it.</summary>
    public string? Sha1 { get; init; }
    /// <summary>MD5 of the certificate, 32 hexadecimal digits, as above.</summary>
    public string? Md5 { get; init; }
    /// <summary>1 to 3.</summary>
    public required long Version { get; init; }
    /// <summary>Serial number in capital hexadecimal digits.</summary>
    public required string Serial { get; init; }
    /// <summary>Subject in the manner of RFC 2253.</summary>
    public required string Subject { get; init; }
    /// <summary>Issuer in the manner of RFC 2253.</summary>
    public required string Issuer { get; init; }
    /// <summary>The subject's last common name; null when it has none.</summary>
    public string? CommonName { get; init; }
    /// <summary>Start of validity, seconds since 1970; 0 when malformed.</summary>
    public required long NotValidBefore { get; init; }
    /// <summary>End of validity, seconds since 1970; 0 when malformed.</summary>
    public required long NotValidAfter { get; init; }
    /// <summary>"rsaEncryption", "id-ecPublicKey", …; dotted when unknown.</summary>
    public required string KeyAlgorithm { get; init; }
    /// <summary>"sha256WithRSAEncryption", …; "undefined" when unknown.</summary>
    public required string SignatureAlgorithm { get; init; }
    /// <summary>"rsa", "dsa" or "ecdsa"; null for others.</summary>
    public string? KeyType { get; init; }
    /// <summary>Bits of the key.</summary>
    public int? KeyLength { get; init; }
    /// <summary>RSA's public exponent, decimal.</summary>
    public string? Exponent { get; init; }
    /// <summary>Curve name, when it has one.</summary>
    public string? Curve { get; init; }
    /// <summary>Whether there is a subject alternative name, of whatever kind.</summary>
    public bool HasAlternativeName { get; init; }
    /// <summary>Alternative DNS names.</summary>
    public IReadOnlyList<string>? DnsNames { get; init; }
    /// <summary>Alternative URIs.</summary>
    public IReadOnlyList<string>? Uris { get; init; }
    /// <summary>Alternative mail addresses.</summary>
    public IReadOnlyList<string>? EmailAddresses { get; init; }
    /// <summary>Alternative IP addresses.</summary>
    public IReadOnlyList<string>? IpAddresses { get; init; }
    /// <summary>basicConstraints: whether it may sign certificates; null without that extension.</summary>
    public bool? IsAuthority { get; init; }
    /// <summary>basicConstraints: how many authorities may follow.</summary>
    public long? PathLength { get; init; }
}
