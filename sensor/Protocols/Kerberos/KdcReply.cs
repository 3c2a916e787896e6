using NetSensor.Protocols.Asn1;

namespace NetSensor.Protocols.Kerberos;

/// <summary>
/// A ticket on its way to the client (RFC 4120 §5.4.2).
/// <code>| 6b or 6d len | 30 len | [0] version | [1] type | [2] pre-authentication | [3] realm | [4] client | [5] ticket | [6] encrypted part |</code>
/// </summary>
public readonly record struct KdcReply(string? ClientRealm, string? Client, KerberosTicket Ticket, int? Encryption)
{
    /// <summary>Reads what is inside of the application tag; what is cut stays null.</summary>
    public static KdcReply Read(DerReader message)
    {
        var reply = default(KdcReply);
        if (!message.TryEnter(DerTag.Sequence, out var fields)) return reply;
        while (fields.TryEnterField(out var number, out var field))             // ends: each turn takes a field
        {
            reply = number switch
            {
                3 => reply with { ClientRealm = KerberosTypes.String(field) },
                4 => reply with { Client = KerberosTypes.Name(field) },
                5 => reply with { Ticket = KerberosTicket.Read(field) },
                6 => reply with { Encryption = KerberosTypes.EncryptionType(field) },
                _ => reply,
            };
        }
        return reply;
    }
}
