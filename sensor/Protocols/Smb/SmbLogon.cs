using NetSensor.Protocols.Gssapi;

namespace NetSensor.Protocols.Smb;

/// <summary>The session setups of one connection: hands their tokens on, and tells who logged on, or was refused.</summary>
internal sealed class SmbLogon
{
    private readonly AuthenticationExchange _exchange = new(SmbProtocol.Service);

    /// <summary>The token of a request.</summary>
    public void OnRequest(ReadOnlySpan<byte> token, IFlowContext flow) => _exchange.OnToken(token, flow);

    /// <summary>The token of an answer, empty when it has none.</summary>
    public void OnAnswer(ReadOnlySpan<byte> token, uint status, IFlowContext flow) => _exchange.OnReply(token, LogonOutcome.FromNtStatus(status), flow);

    /// <summary>The token of a negotiation's answer: the mechanisms that the server offers.</summary>
    public void OnOffer(ReadOnlySpan<byte> token, IFlowContext flow) => _exchange.OnToken(token, flow);

    /// <summary>"DOMAIN\user" of the last logon; null when it is not known.</summary>
    public string? User => _exchange.Account;

    /// <summary>Name that the client gave itself.</summary>
    public string? Workstation => _exchange.Workstation;

    /// <summary>"NTLM", "Kerberos", or null.</summary>
    public string? Mechanism => _exchange.Mechanism;

    /// <summary>The service that the client means to reach.</summary>
    public string? Service => _exchange.Service;

    /// <summary>Whether the client proved nothing: NTLM without a name ([MS-NLMP] §3.2.5.1.2).</summary>
    public bool IsAnonymous => _exchange.Mechanism == "NTLM" && string.IsNullOrEmpty(_exchange.User);

    /// <summary>The connection ends.</summary>
    public void Close(IFlowContext flow) => _exchange.Close(flow);

    /// <summary>Forgets everything.</summary>
    public void Reset() => _exchange.Reset();
}
