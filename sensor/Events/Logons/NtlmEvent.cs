using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>
/// Somebody logged on with NTLM ([MS-NLMP]), or tried to; one line of ntlm.log. What was not seen is null. Filled while the exchange goes on;
/// nobody changes it once it was emitted.
/// </summary>
public sealed class NtlmEvent : SensorEvent
{
    /// <summary>When its first message was seen.</summary>
    public required Timestamp Started { get; init; }
    /// <summary>The protocol around it: "smb", "dce_rpc", "http", "ldap", "rdp".</summary>
    public required string Carrier { get; init; }
    /// <summary>Name of the account.</summary>
    public string? User { get; set; }
    /// <summary>Domain of the account, as the client wrote it.</summary>
    public string? Domain { get; set; }
    /// <summary>Name that the client gives itself.</summary>
    public string? Workstation { get; set; }
    /// <summary>The eight bytes that the server chose by chance for this logon, and that the client must answer ([MS-NLMP] §2.2.1.2).</summary>
    public ulong? ServerChallenge { get; set; }
    /// <summary>The server's name for what it authenticates for: its domain or itself (TargetName of the challenge).</summary>
    public string? TargetName { get; set; }
    /// <summary>The server's NetBIOS name.</summary>
    public string? ServerNetBiosComputer { get; set; }
    /// <summary>The NetBIOS name of the server's domain.</summary>
    public string? ServerNetBiosDomain { get; set; }
    /// <summary>The server's DNS name.</summary>
    public string? ServerDnsComputer { get; set; }
    /// <summary>The DNS name of the server's domain.</summary>
    public string? ServerDnsDomain { get; set; }
    /// <summary>The DNS name of the server's forest.</summary>
    public string? ServerDnsTree { get; set; }
    /// <summary>The service that the client means to reach ("cifs/FILES"), from its NTLMv2 answer.</summary>
    public string? TargetSpn { get; set; }
    /// <summary>The client's Windows version, "10.0.19041".</summary>
    public string? ClientVersion { get; set; }
    /// <summary>The server's Windows version.</summary>
    public string? ServerVersion { get; set; }
    /// <summary>The negotiated flags ([MS-NLMP] §2.2.2.5) of the last message that had them.</summary>
    public uint Flags { get; set; }
    /// <summary>Which kind of answer the client gave.</summary>
    public NtlmResponse Response { get; set; }
    /// <summary>Bytes of the LM answer.</summary>
    public int LmResponseLength { get; set; }
    /// <summary>Bytes of the NT answer.</summary>
    public int NtResponseLength { get; set; }
    /// <summary>Whether the client says that its answer is protected by an integrity code over all messages.</summary>
    public bool HasIntegrityCode { get; set; }
    /// <summary>Whether the server took it; null when its verdict was not seen.</summary>
    public bool? Success { get; set; }
    /// <summary>The server's status where the protocol around it has one: "STATUS_LOGON_FAILURE", "401", "invalid credentials".</summary>
    public string? Status { get; set; }
}
