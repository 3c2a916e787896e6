using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>
/// An RDP connection was opened; one line of rdp.log. Told when a login showed, else when the flow ends. Fields mean what Zeek's documentation of
/// rdp.log says; what was not seen is null.
/// </summary>
public sealed class RdpSessionEvent : SensorEvent
{
    /// <summary>When the request was seen; the answer when the request named nobody.</summary>
    public required Timestamp Started { get; init; }
    /// <summary>The <c>mstshash</c> of the request: mostly the beginning of a user name.</summary>
    public string? Cookie { get; init; }
    /// <summary>Outcome of the negotiation or of the conference: "encrypted", "Success", "SSL_NOT_ALLOWED_BY_SERVER", ….</summary>
    public string? Result { get; init; }
    /// <summary>Security that the server chose: "RDP", "SSL", "HYBRID", "HYBRID_EX", ….</summary>
    public string? SecurityProtocol { get; init; }
    /// <summary>Securities that the client offered besides RDP's own; null when it did not negotiate.</summary>
    public IReadOnlyList<string>? RequestedProtocols { get; init; }
    /// <summary>Whether the client asked for restricted administration, in which no password leaves it (and a stolen hash is enough).</summary>
    public bool? RestrictedAdmin { get; init; }
    /// <summary>Virtual channels that the client asked for.</summary>
    public IReadOnlyList<string>? ClientChannels { get; init; }
    /// <summary>The client's keyboard layout in words.</summary>
    public string? KeyboardLayout { get; init; }
    /// <summary>The client's version in words.</summary>
    public string? ClientBuild { get; init; }
    /// <summary>The client's computer name.</summary>
    public string? ClientName { get; init; }
    /// <summary>The client's product id.</summary>
    public string? ClientProductId { get; init; }
    /// <summary>Width of the desktop in pixels.</summary>
    public int? DesktopWidth { get; init; }
    /// <summary>Height of the desktop in pixels.</summary>
    public int? DesktopHeight { get; init; }
    /// <summary>Colour depth that the client asked for ("32bit").</summary>
    public string? ColorDepth { get; init; }
    /// <summary>Kind of the server's certificate in RDP's own encryption: "RSA" or "X.509".</summary>
    public string? CertificateType { get; init; }
    /// <summary>Certificates in RDP's own encryption.</summary>
    public int CertificateCount { get; init; }
    /// <summary>Whether that certificate is permanent.</summary>
    public bool? CertificatePermanent { get; init; }
    /// <summary>Level of RDP's own encryption.</summary>
    public string? EncryptionLevel { get; init; }
    /// <summary>Method of RDP's own encryption.</summary>
    public string? EncryptionMethod { get; init; }
    /// <summary>Whether network-level authentication let the client in, by how the encrypted exchange went on; null when that does not tell.</summary>
    public bool? LoginSuccess { get; init; }
    /// <summary>How sure <see cref="LoginSuccess"/> is, 0 to 1; null without it.</summary>
    public double? LoginConfidence { get; init; }
}
