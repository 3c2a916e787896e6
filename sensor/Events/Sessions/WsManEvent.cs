using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>A request of WS-Management ([MS-WSMV]), with which Windows is run from elsewhere (WinRM), and its answer. No log has it but http.log's line.</summary>
public sealed class WsManEvent : SensorEvent
{
    /// <summary>When the request was seen.</summary>
    public required Timestamp Started { get; init; }
    /// <summary>The request target: "/wsman", with what follows it.</summary>
    public required string Uri { get; init; }
    /// <summary>"Negotiate", "Kerberos", "NTLM", "Basic", "CredSSP", …: of this request or the last one of the flow that had one.</summary>
    public string? Authentication { get; init; }
    /// <summary>The account, "DOMAIN\user" where NTLM told it; null when it is not known.</summary>
    public string? Account { get; init; }
    /// <summary>Whether the body is encrypted ([MS-WSMV] §2.2.9.1).</summary>
    public bool IsEncrypted { get; init; }
    /// <summary>What is done: the last part of the action's URI ("Create", "Command", "Receive", "Enumerate"); null when encrypted.</summary>
    public string? Action { get; init; }
    /// <summary>To what: the resource's URI; null when encrypted.</summary>
    public string? Resource { get; init; }
    /// <summary>Bytes of the request's body.</summary>
    public long RequestBytes { get; init; }
    /// <summary>Bytes of the answer's body.</summary>
    public long ResponseBytes { get; init; }
    /// <summary>Status code of the answer.</summary>
    public int? StatusCode { get; init; }
}
