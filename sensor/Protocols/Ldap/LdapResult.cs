using NetSensor.Protocols.Asn1;

namespace NetSensor.Protocols.Ldap;

/// <summary>
/// How an operation ended (RFC 4511 §4.1.9).
/// <code>| 0a len code | 04 len matched name | 04 len diagnostic | a3 referral | … |</code>
/// </summary>
public readonly ref struct LdapResult
{
    private const DerTag ServerCredentials = (DerTag)0x87;          // [7], of a bind (§4.2.2)
    private const int MaxFields = 8;

    /// <summary>The code; null when it is cut.</summary>
    public int? Code { get; private init; }

    /// <summary>The closest entry that exists; a Sicily bind has its token here ([MS-ADTS] §5.1.1.1.3).</summary>
    public ReadOnlySpan<byte> MatchedName { get; private init; }

    /// <summary>What the server says; null when it says nothing.</summary>
    public string? Diagnostic { get; private init; }

    /// <summary>The token of a SASL bind.</summary>
    public ReadOnlySpan<byte> Credentials { get; private init; }

    /// <summary>Reads the result; what is cut stays empty.</summary>
    public static LdapResult Read(DerReader body)
    {
        if (!body.TryReadInteger(out var code)) return default;
        body.TryRead(DerTag.OctetString, out var matched);
        var diagnostic = LdapText.Name(ref body);
        ReadOnlySpan<byte> credentials = default;
        for (var i = 0; i < MaxFields && body.TryRead(out var tag, out var content); i++)
            if (tag == ServerCredentials) credentials = content;
        return new LdapResult { Code = (int)Math.Clamp(code, 0, int.MaxValue), MatchedName = matched, Diagnostic = diagnostic, Credentials = credentials };
    }
}
