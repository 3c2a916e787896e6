using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>A client asked for interfaces of DCE/RPC (bind or alter context, C706 §12.6.4), and what the server said. Nobody changes it once it was emitted.</summary>
public sealed class DceRpcBindEvent : SensorEvent
{
    /// <summary>When the request was seen.</summary>
    public required Timestamp Started { get; init; }
    /// <summary>From the request to the answer; null when none was seen.</summary>
    public TimeSpan? RoundTrip { get; init; }
    /// <summary>Whether it adds to an association that exists (alter context).</summary>
    public bool IsAlteration { get; init; }
    /// <summary>Name of the pipe as SMB opened it; null over TCP.</summary>
    public string? Pipe { get; set; }
    /// <summary>The server's own port or pipe ("49667", "\pipe\lsass"); null when it tells none.</summary>
    public string? SecondaryAddress { get; set; }
    /// <summary>The interfaces, in the order of the request.</summary>
    public required IReadOnlyList<DceRpcContext> Contexts { get; init; }
    /// <summary>Whether the server acknowledged it, refused it (bind_nak), or said nothing.</summary>
    public DceRpcOutcome Outcome { get; init; }
    /// <summary>Reason of a bind_nak (C706 §12.6.4.5): 4 protocol version, 8 authentication type, 9 checksum; null without one.</summary>
    public int? RejectReason { get; set; }
    /// <summary>Security provider of the verifier ([MS-RPCE] §2.2.1.1.7): 9 SPNEGO, 10 NTLM, 16 Kerberos, 68 netlogon; null without one.</summary>
    public int? AuthenticationType { get; init; }
    /// <summary>Level of protection asked for (§2.2.1.1.8): 2 connect, 4 packet, 5 integrity, 6 privacy; null without a verifier.</summary>
    public int? AuthenticationLevel { get; init; }
}
