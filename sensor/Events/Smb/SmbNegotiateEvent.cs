namespace NetSensor.Events;

/// <summary>Client and server agreed on a version of SMB, or failed to ([MS-SMB2] §2.2.3 and §2.2.4, [MS-CIFS] §2.2.4.52). What was not said is null.</summary>
public sealed class SmbNegotiateEvent : SensorEvent
{
    /// <summary>What was agreed on: "NT LM 0.12" for SMB 1, else "2.0.2", "2.1", "3.0", "3.0.2", "3.1.1", or "2.x" when a further negotiation follows.</summary>
    public string? Dialect { get; init; }
    /// <summary>What the client offered, in its order; null when the request was not seen.</summary>
    public IReadOnlyList<string>? Offered { get; init; }
    /// <summary>NTSTATUS of the answer ([MS-ERREF] §2.3).</summary>
    public uint? Status { get; init; }
    /// <summary>Identifies the client's computer for as long as it runs: the same in all its connections.</summary>
    public Guid? ClientGuid { get; init; }
    /// <summary>Identifies the server.</summary>
    public Guid? ServerGuid { get; init; }
    /// <summary>Whether the client insists on signed messages; null when it did not say.</summary>
    public bool? ClientRequiresSigning { get; init; }
    /// <summary>Whether the server insists on signed messages: when not, authentication can be relayed to it.</summary>
    public bool? ServerRequiresSigning { get; init; }
    /// <summary>The client's capability flags.</summary>
    public uint? ClientCapabilities { get; init; }
    /// <summary>The server's capability flags (8 is multichannel, 0x40 encryption in [MS-SMB2] §2.2.4).</summary>
    public uint? ServerCapabilities { get; init; }
    /// <summary>Cipher that was chosen for encryption: "AES-128-GCM"; null below 3.1.1.</summary>
    public string? Cipher { get; init; }
    /// <summary>Algorithm that was chosen for signing: "AES-GMAC"; null when not negotiated.</summary>
    public string? SigningAlgorithm { get; init; }
    /// <summary>Compression algorithms that the server accepts; null when none.</summary>
    public IReadOnlyList<string>? Compression { get; init; }
    /// <summary>Name under which the client knows the server (3.1.1), or the server's own name (SMB 1 without extended security).</summary>
    public string? ServerName { get; init; }
    /// <summary>The server's domain or workgroup (SMB 1 without extended security).</summary>
    public string? ServerDomain { get; init; }
    /// <summary>The server's clock, as FILETIME (<see cref="SmbFileTimes"/>).</summary>
    public ulong? ServerTime { get; init; }
    /// <summary>When the server was started, as FILETIME; servers of today say 0.</summary>
    public ulong? ServerStarted { get; init; }
    /// <summary>NetBIOS name under which the server was called (port 139).</summary>
    public string? CalledName { get; init; }
    /// <summary>NetBIOS name of the client (port 139).</summary>
    public string? CallingName { get; init; }
}
