namespace NetSensor.Protocols.Smb;

/// <summary>What the answer to a negotiation of SMB 1 says ([MS-CIFS] §2.2.4.52.2, [MS-SMB] §2.2.4.5.2).</summary>
internal readonly record struct Smb1Negotiated(ushort Index)
{
    /// <summary>Whether messages must be signed.</summary>
    public bool? RequiresSigning { get; init; }
    /// <summary>Capability flags.</summary>
    public uint? Capabilities { get; init; }
    /// <summary>The server's clock.</summary>
    public ulong? Time { get; init; }
    /// <summary>Identifies the server (extended security).</summary>
    public Guid? ServerGuid { get; init; }
    /// <summary>The server's name (without extended security).</summary>
    public string? ServerName { get; init; }
    /// <summary>Its domain (without extended security).</summary>
    public string? Domain { get; init; }
}
