using NetSensor.Protocols.Asn1;

namespace NetSensor.Protocols.Kerberos;

/// <summary>
/// What a ticket shows to everybody (RFC 4120 §5.3).
/// <code>| 61 len | 30 len | [0] version | [1] realm | [2] service | [3] encrypted part |</code>
/// </summary>
public readonly record struct KerberosTicket(string? Realm, string? Service, int? Encryption, ulong? Mark)
{
    private const DerTag Tag = (DerTag)0x61;        // [APPLICATION 1]

    /// <summary>Reads a ticket; what is cut stays null.</summary>
    public static KerberosTicket Read(DerReader field)
    {
        var ticket = default(KerberosTicket);
        if (!field.TryEnter(Tag, out var inside) || !inside.TryEnter(DerTag.Sequence, out var fields)) return ticket;
        while (fields.TryEnterField(out var number, out var part))              // ends: each turn takes a field
        {
            ticket = number switch
            {
                1 => ticket with { Realm = KerberosTypes.String(part) },
                2 => ticket with { Service = KerberosTypes.Name(part) },
                3 => ticket with { Encryption = KerberosTypes.EncryptionType(part), Mark = KerberosTypes.CipherStart(part) },
                _ => ticket,
            };
        }
        return ticket;
    }
}
