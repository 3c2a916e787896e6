using NetSensor.Protocols.Kerberos;
using NetSensor.Protocols.Recognition;
using NetSensor.Wire;

namespace NetSensor.Protocols.Gssapi;

/// <summary>
/// Tokens with which peers authenticate inside SMB and DCE/RPC: SPNEGO (RFC 4178 §4.2), and NTLM or Kerberos within it.
/// <code>
/// first token:  60 len | 06 len SPNEGO | a0 len | 30 len | a0 len mechanisms | a2 len | 04 len mechanism token
/// later tokens: a1 len | 30 len | a0 len state | a1 len mechanism | a2 len | 04 len mechanism token
/// Kerberos:     60 len | 06 len Kerberos | token id 2 | message (RFC 4121 §4.1)
/// </code>
/// </summary>
public static class AuthenticationToken
{
    private const byte InitialToken = 0x60;         // [APPLICATION 0] of RFC 2743 §3.1
    private const byte NegotiationInit = 0xa0;      // NegTokenInit
    private const byte NegotiationResponse = 0xa1;  // NegTokenResp
    private const byte MechanismToken = 0xa2;       // mechToken, responseToken
    private const int MaxFields = 8;                // each of the two tokens has four or five

    /// <summary>Names the services that the token shows: "gssapi" for SPNEGO, "ntlm" and "krb" for what it carries. The token may be cut.</summary>
    public static void Confirm(ReadOnlySpan<byte> token, IFlowContext flow)
    {
        if (IsNtlm(token))
        {
            flow.ConfirmService("ntlm");
            return;
        }
        var reader = new ByteReader(token);
        var tag = Der.Head(ref reader, out _);
        if (tag == InitialToken)
        {
            if (Der.Head(ref reader, out var length) != Der.ObjectIdentifier || length > 16) return;
            reader.Skip((int)length);
            tag = Der.Head(ref reader, out _);
            if (tag != NegotiationInit) return;
        }
        else if (tag != NegotiationResponse)
        {
            return;
        }
        if (Der.Head(ref reader, out _) != Der.Sequence || reader.Truncated) return;
        flow.ConfirmService("gssapi");
        ConfirmMechanism(ref reader, flow);
    }

    /// <summary>Judges the signature of a message: one of Kerberos (RFC 4121 §4.2.6, RFC 1964 §1.2) is GSS-API's, any other takes "gssapi" back.</summary>
    public static void ConfirmSignature(ReadOnlySpan<byte> token, IFlowContext flow)
    {
        if (token.Length < 2) return;
        var isKerberos = token[0] == InitialToken || (token[0] is 4 or 5 && token[1] == 4);
        if (isKerberos) flow.ConfirmService("gssapi");
        else flow.RetractService("gssapi");
    }

    private static void ConfirmMechanism(ref ByteReader reader, IFlowContext flow)
    {
        for (var field = 0; field < MaxFields && !reader.AtEnd; field++)
        {
            var tag = Der.Head(ref reader, out var length);
            if (reader.Truncated) return;
            if (tag == MechanismToken)
            {
                if (Der.Head(ref reader, out _) != Der.OctetString || reader.Truncated) return;
                if (IsNtlm(reader.Rest)) flow.ConfirmService("ntlm");
                else if (IsWrappedKerberos(reader.Rest)) flow.ConfirmService("krb");
                return;
            }
            if (length > int.MaxValue) return;
            reader.Skip((int)length);
        }
    }

    private static bool IsNtlm(ReadOnlySpan<byte> token) => token.StartsWith("NTLMSSP"u8);

    private static bool IsWrappedKerberos(ReadOnlySpan<byte> token)
    {
        var reader = new ByteReader(token);
        if (Der.Head(ref reader, out _) != InitialToken) return false;
        if (Der.Head(ref reader, out var length) != Der.ObjectIdentifier || length > 16) return false;
        reader.Skip((int)length + 2);
        return !reader.Truncated && KerberosMessage.Judge(reader.Rest) == ProbeVerdict.Yes;
    }
}
