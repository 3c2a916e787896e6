using NetSensor.Protocols.Asn1;

namespace NetSensor.Protocols.Kerberos;

/// <summary>
/// A ticket shown to a service (RFC 4120 §5.5.1).
/// <code>| 6e len | 30 len | [0] version | [1] type | [2] options | [3] ticket | [4] authenticator |</code>
/// </summary>
public readonly record struct ApRequest(KerberosTicket Ticket, int? AuthenticatorEncryption)
{
    /// <summary>Reads what is inside of the application tag; what is cut stays null.</summary>
    public static ApRequest Read(DerReader message)
    {
        var request = default(ApRequest);
        if (!message.TryEnter(DerTag.Sequence, out var fields)) return request;
        while (fields.TryEnterField(out var number, out var field))             // ends: each turn takes a field
        {
            if (number == 3) request = request with { Ticket = KerberosTicket.Read(field) };
            if (number == 4) request = request with { AuthenticatorEncryption = KerberosTypes.EncryptionType(field) };
        }
        return request;
    }
}
