using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>A remote procedure call, answered or not; a line of dce_rpc.log when it was answered.</summary>
public sealed class DceRpcCallEvent : SensorEvent
{
    /// <summary>When the last fragment of the request was seen.</summary>
    public required Timestamp Started { get; init; }
    /// <summary>From there to the last fragment of the answer; null when none was seen, or both came at once.</summary>
    public TimeSpan? RoundTrip { get; init; }
    /// <summary>Name of the pipe as SMB opened it; null over TCP.</summary>
    public string? Pipe { get; init; }
    /// <summary>The server's own port or pipe as it told when it acknowledged the bind ("49667", "\pipe\lsass"); null when it told none.</summary>
    public string? SecondaryAddress { get; init; }
    /// <summary>Identifier of the interface; null when its bind was not seen.</summary>
    public Guid? Interface { get; init; }
    /// <summary>Zeek's name of the interface ("svcctl"), or "unknown-" and the identifier; null when its bind was not seen.</summary>
    public string? Endpoint { get; init; }
    /// <summary>Number of the operation.</summary>
    public required int Opnum { get; init; }
    /// <summary>Name of the operation ("CreateServiceW"), or "unknown-" and its number.</summary>
    public required string Operation { get; init; }
    /// <summary>The object that the call is for (DCOM's interface pointer identifier); null without one.</summary>
    public Guid? Object { get; init; }
    /// <summary>Bytes of parameters of the request.</summary>
    public long RequestBytes { get; init; }
    /// <summary>Bytes of parameters of the answer.</summary>
    public long ResponseBytes { get; init; }
    /// <summary>What became of it.</summary>
    public DceRpcOutcome Outcome { get; init; }
    /// <summary>Status of the fault (C706 appendix E; Windows puts Win32 codes there too, 5 = access denied); null without one.</summary>
    public uint? FaultStatus { get; init; }
    /// <summary>
    /// The last four bytes of a clear answer, where nearly every operation of Windows returns its Win32, NT or COM status; 0 is success. Null when the
    /// answer was sealed or empty.
    /// </summary>
    public uint? ReturnStatus { get; init; }
    /// <summary>Security provider ([MS-RPCE] §2.2.1.1.7): 9 SPNEGO, 10 NTLM, 16 Kerberos, 68 netlogon; null without one.</summary>
    public int? AuthenticationType { get; init; }
    /// <summary>Level of protection (§2.2.1.1.8): 2 connect, 4 packet, 5 integrity, 6 privacy; null without one.</summary>
    public int? AuthenticationLevel { get; init; }
    /// <summary>Parameters that tell what happened, where they were clear and the operation is one of those that are read; else empty.</summary>
    public IReadOnlyList<DceRpcArgument> Arguments { get; init; } = [];
}
