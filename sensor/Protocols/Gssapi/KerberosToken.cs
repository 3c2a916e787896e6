using NetSensor.Protocols.Asn1;

namespace NetSensor.Protocols.Gssapi;

/// <summary>
/// A Kerberos message inside of GSS-API (RFC 4121 §4.1), or bare, as DCE/RPC has it.
/// <code>| 60 len | 06 len mechanism | token id 2 | message |</code>
/// </summary>
public static class KerberosToken
{
    private const int TokenIdLength = 2;

    /// <summary>The message itself, which may be cut; the token as it is when nothing is wrapped around.</summary>
    public static ReadOnlySpan<byte> Unwrap(ReadOnlySpan<byte> token, out bool isWrapped)
    {
        isWrapped = false;
        var reader = new DerReader(token);
        if (!reader.TryEnter(DerTag.Application0, out var inside)) return token;
        if (!inside.TryRead(DerTag.ObjectIdentifier, out _) || inside.Rest.Length < TokenIdLength) return default;
        isWrapped = true;
        return inside.Rest[TokenIdLength..];
    }
}
