using NetSensor.Protocols.Asn1;

namespace NetSensor.Protocols.Ldap;

/// <summary>
/// A client says who it is (RFC 4511 §4.2).
/// <code>
/// | 02 version | 04 name | authentication |
/// authentication: | 80 password |  or  | a3 len | 04 mechanism | 04 token |  or  | 89, 8a, 8b token | (Sicily, [MS-ADTS] §5.1.1.1.3)
/// </code>
/// </summary>
public readonly ref struct LdapBindRequest
{
    private const DerTag Simple = (DerTag)0x80;
    private const DerTag SicilyDiscovery = (DerTag)0x89;
    private const DerTag SicilyNegotiate = (DerTag)0x8a;
    private const DerTag SicilyResponse = (DerTag)0x8b;

    /// <summary>Protocol version; null when it is cut.</summary>
    public int? Version { get; private init; }

    /// <summary>Who.</summary>
    public string? Name { get; private init; }

    /// <summary>"bind simple", "bind SASL", "bind SICILY_NEGOTIATE", …; "bind" when it is cut or unknown.</summary>
    public string Operation { get; private init; }

    /// <summary>The SASL mechanism.</summary>
    public string? Mechanism { get; private init; }

    /// <summary>The token of SASL or Sicily.</summary>
    public ReadOnlySpan<byte> Token { get; private init; }

    /// <summary>Whether a password is sent as it is.</summary>
    public bool HasPassword { get; private init; }

    /// <summary>Reads the request; what is cut stays empty.</summary>
    public static LdapBindRequest Read(DerReader body)
    {
        int? version = body.TryReadInteger(out var number) ? (int)number : null;
        var name = LdapText.Name(ref body);
        if (body.TryRead(Simple, out var password))
            return new LdapBindRequest { Version = version, Name = name, Operation = "bind simple", HasPassword = !password.IsEmpty };
        if (body.TryEnter(DerTag.Context3, out var sasl))
        {
            var mechanism = LdapText.Name(ref sasl);
            sasl.TryEnter(DerTag.OctetString, out var token);       // large ones may be cut
            return new LdapBindRequest { Version = version, Name = name, Operation = "bind SASL", Mechanism = mechanism, Token = token.Rest };
        }
        var operation = body.Next switch
        {
            SicilyDiscovery => "bind SICILY_DISCOVERY",
            SicilyNegotiate => "bind SICILY_NEGOTIATE",
            SicilyResponse => "bind SICILY_RESPONSE",
            _ => "bind",
        };
        body.TryRead(out _, out var sicily);
        return new LdapBindRequest { Version = version, Name = name, Operation = operation, Token = operation == "bind" ? default : sicily };
    }
}
