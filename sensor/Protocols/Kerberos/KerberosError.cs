using NetSensor.Protocols.Asn1;

namespace NetSensor.Protocols.Kerberos;

/// <summary>
/// A refusal (RFC 4120 §5.9.1).
/// <code>| 7e len | 30 len | [0] version … [5] | [6] code | [7] client's realm | [8] client | [9] realm | [10] service | [11] text | [12] data |</code>
/// </summary>
public readonly record struct KerberosError(int? Code, string? ClientRealm, string? Client, string? Realm, string? Service, string? Text)
{
    /// <summary>Reads what is inside of the application tag; what is cut stays null.</summary>
    public static KerberosError Read(DerReader message)
    {
        var error = default(KerberosError);
        if (!message.TryEnter(DerTag.Sequence, out var fields)) return error;
        while (fields.TryEnterField(out var number, out var field))             // ends: each turn takes a field
        {
            error = number switch
            {
                6 => error with { Code = KerberosTypes.Number(field) },
                7 => error with { ClientRealm = KerberosTypes.String(field) },
                8 => error with { Client = KerberosTypes.Name(field) },
                9 => error with { Realm = KerberosTypes.String(field) },
                10 => error with { Service = KerberosTypes.Name(field) },
                11 => error with { Text = KerberosTypes.String(field) },
                _ => error,
            };
        }
        return error;
    }
}
