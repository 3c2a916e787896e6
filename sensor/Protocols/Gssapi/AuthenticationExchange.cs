using NetSensor.Events;
using NetSensor.Protocols.Asn1;
using NetSensor.Protocols.Kerberos;
using NetSensor.Protocols.Ntlm;

namespace NetSensor.Protocols.Gssapi;

/// <summary>
/// Reads how the peers of one flow authenticate, for every protocol that carries such tokens: SPNEGO (RFC 4178), and NTLM ([MS-NLMP]) or Kerberos
/// (RFC 4121) within it or bare. Names the services ("gssapi", "ntlm", "krb"), tells a <see cref="NtlmEvent"/> or <see cref="KerberosEvent"/> per
/// logon when its outcome is known, and keeps who it was for the events of the protocol around it. One per flow; several logons one after the
/// other are well.
/// <code>
/// a request with a token:           exchange.OnToken(token, flow)
/// an answer with a token, a status: exchange.OnReply(token, LogonOutcome.FromNtStatus(status), flow)      (the token may be empty)
/// an answer with a token alone:     exchange.OnToken(token, flow)
/// a signature of a later message:   exchange.OnSignature(signature, flow)
/// the flow's end:                   exchange.Close(flow)                                                  (tells what is still open)
/// </code>
/// </summary>
public sealed class AuthenticationExchange
{
    private readonly NtlmExchange _ntlm;
    private readonly KerberosExchange _kerberos;
    private readonly bool _namesServices;
    private bool _lastIsKerberos;

    /// <summary>An exchange inside of a protocol, by that one's name in conn.log: "smb", "dce_rpc", "http", "ldap", "rdp".</summary>
    /// <param name="carrier">That name.</param>
    /// <param name="namesServices">Whether tokens name "gssapi", "ntlm" and "krb"; Zeek does not look for them in LDAP and HTTP.</param>
    public AuthenticationExchange(string carrier, bool namesServices = true)
    {
        _namesServices = namesServices;
        _ntlm = new NtlmExchange(carrier);
        _kerberos = new KerberosExchange(carrier);
    }

    /// <summary>"NTLM", "Kerberos", or null when no token was seen.</summary>
    public string? Mechanism => _lastIsKerberos ? "Kerberos" : _ntlm.Last is null ? null : "NTLM";

    /// <summary>The account of the last logon; null when it is not known: Kerberos shows it to the service alone.</summary>
    public string? User => _lastIsKerberos ? null : _ntlm.Last?.User;

    /// <summary>The account's domain, as above.</summary>
    public string? Domain => _lastIsKerberos ? null : _ntlm.Last?.Domain;

    /// <summary>Both as "DOMAIN\user"; null when the account is not known.</summary>
    public string? Account => User is not { } user ? null : Domain is { } domain ? $"{domain}\\{user}" : user;

    /// <summary>Name that the client gave itself.</summary>
    public string? Workstation => _lastIsKerberos ? null : _ntlm.Last?.Workstation;

    /// <summary>The service that the client means to reach: "cifs/files.example.org".</summary>
    public string? Service => _lastIsKerberos ? _kerberos.Last?.ServiceName : _ntlm.Last?.TargetSpn;

    /// <summary>Whether the last logon succeeded; null when that is not known.</summary>
    public bool? Success => _lastIsKerberos ? _kerberos.Last?.Success : _ntlm.Last?.Success;

    /// <summary>Takes a token of either side, of which the end may be cut.</summary>
    public void OnToken(ReadOnlySpan<byte> token, IFlowContext flow)
    {
        if (SpnegoToken.TryRead(token, out var spnego)) OnSpnego(spnego, flow);
        else OnMechanism(token, isNegotiated: false, flow);
    }

    /// <summary>Takes an answer: its token, empty when it has none, and what its status says of the logon.</summary>
    public void OnReply(ReadOnlySpan<byte> token, LogonOutcome outcome, IFlowContext flow)
    {
        _ntlm.Note(outcome.Status);
        if (!token.IsEmpty) OnToken(token, flow);
        Conclude(outcome, flow);
    }

    /// <summary>Takes a verdict that comes without a token, as the first answer to what was asked under the logon.</summary>
    public void Conclude(LogonOutcome outcome, IFlowContext flow)
    {
        _ntlm.Conclude(outcome, flow);
        _kerberos.Conclude(outcome, flow);
    }

    /// <summary>Judges the signature of a message: one of Kerberos (RFC 4121 §4.2.6, RFC 1964 §1.2) is GSS-API's, any other takes "gssapi" back.</summary>
    public void OnSignature(ReadOnlySpan<byte> token, IFlowContext flow)
    {
        if (token.Length < 2) return;
        var isKerberos = token[0] == (byte)DerTag.Application0 || (token[0] is 4 or 5 && token[1] == 4);
        if (isKerberos) flow.ConfirmService("gssapi");
        else flow.RetractService("gssapi");
    }

    /// <summary>Tells the logon whose outcome cannot come any more.</summary>
    public void Close(IFlowContext flow)
    {
        _ntlm.Close(flow);
        _kerberos.Close(flow);
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        _ntlm.Reset();
        _kerberos.Reset();
        _lastIsKerberos = false;
    }

    private void OnSpnego(SpnegoToken token, IFlowContext flow)
    {
        if (_namesServices) flow.ConfirmService("gssapi");
        if (!token.MechanismToken.IsEmpty) OnMechanism(token.MechanismToken, isNegotiated: true, flow);
        if (token.State == SpnegoState.AcceptCompleted) Conclude(LogonOutcome.Accepted, flow);
        else if (token.State == SpnegoState.Reject) Conclude(LogonOutcome.Refused(status: null), flow);
    }

    private void OnMechanism(ReadOnlySpan<byte> token, bool isNegotiated, IFlowContext flow)
    {
        if (NtlmMessage.Begins(token))
        {
            if (_namesServices) flow.ConfirmService("ntlm");
            _lastIsKerberos = false;
            _ntlm.OnMessage(token, flow);
            return;
        }
        var message = KerberosToken.Unwrap(token, out var isWrapped);
        if (KerberosMessage.Judge(message) != ProbeVerdict.Yes) return;
        if (isNegotiated && isWrapped && _namesServices) flow.ConfirmService("krb");  // Zeek names it only so: bare ones are those of DCE/RPC
        _lastIsKerberos = true;
        _kerberos.OnMessage(message, flow);
    }
}
