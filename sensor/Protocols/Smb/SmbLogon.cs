using NetSensor.Protocols.Gssapi;

namespace NetSensor.Protocols.Smb;

/// <summary>The session setups of one connection: hands their tokens on, and tells who logged on, or was refused.</summary>
internal sealed class SmbLogon
{
    /// <summary>The token of a request.</summary>
    public void OnRequest(ReadOnlySpan<byte> token, IFlowContext flow) => AuthenticationToken.Confirm(token, flow);

    /// <summary>The token of an answer, empty when it has none.</summary>
    public void OnAnswer(ReadOnlySpan<byte> token, uint status, IFlowContext flow) => AuthenticationToken.Confirm(token, flow);

    /// <summary>The token of a negotiation's answer: the mechanisms that the server offers.</summary>
    public void OnOffer(ReadOnlySpan<byte> token, IFlowContext flow) => AuthenticationToken.Confirm(token, flow);

    /// <summary>"DOMAIN\user" of the last logon; null when it is not known.</summary>
    public string? User => null;

    /// <summary>Name that the client gave itself.</summary>
    public string? Workstation => null;

    /// <summary>The connection ends.</summary>
    public void Close(IFlowContext flow) { }

    /// <summary>Forgets everything.</summary>
    public void Reset() { }
}
