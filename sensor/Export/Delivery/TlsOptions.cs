namespace NetSensor.Export.Delivery;

/// <summary>Whom an exporter trusts, and how it shows who it is.</summary>
public sealed record TlsOptions
{
    /// <summary>File with the certificates (PEM) that may vouch for the receiver. When nobody says: those of the system.</summary>
    public string CaFile { get; init; } = "";

    /// <summary>Pins: base 64 of the SHA-256 of a public key (SubjectPublicKeyInfo, as in HTTP's "pin-sha256"). One certificate of the receiver's chain must have one of them, besides being vouched for.</summary>
    public IReadOnlyList<string> PinSha256 { get; init; } = [];

    /// <summary>File with our certificate (PEM), for receivers that ask for one.</summary>
    public string CertificateFile { get; init; } = "";

    /// <summary>File with its private key (PEM). When nobody says: the file of the certificate.</summary>
    public string KeyFile { get; init; } = "";

    /// <summary>Name that the receiver's certificate must have. When nobody says: that of the address.</summary>
    public string ServerName { get; init; } = "";
}
