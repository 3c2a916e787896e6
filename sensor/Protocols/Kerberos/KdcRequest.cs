using NetSensor.Protocols.Asn1;
using NetSensor.Wire;

namespace NetSensor.Protocols.Kerberos;

/// <summary>
/// A request for a ticket (RFC 4120 §5.4.1).
/// <code>
/// | 6a or 6c len | 30 len | [1] version | [2] type | [3] pre-authentication | [4] body |
/// body: | [0] options | [1] client | [2] realm | [3] service | [4] from | [5] till | [6] renew till | [7] nonce | [8] encryption types
///       | [9] addresses | [10] authorisation | [11] further tickets |
/// </code>
/// </summary>
public sealed class KdcRequest
{
    /// <summary>Pre-authentication data of the request.</summary>
    public KdcPreAuthentication PreAuthentication { get; private set; }
    /// <summary>Flags asked for, bit 0 the highest.</summary>
    public uint? Options { get; private set; }
    /// <summary>The client's name; requests to the ticket-granting service have none.</summary>
    public string? Client { get; private set; }
    /// <summary>The realm of the service; for a first request the client's as well.</summary>
    public string? Realm { get; private set; }
    /// <summary>The service's name.</summary>
    public string? Service { get; private set; }
    /// <summary>From when the ticket shall be valid.</summary>
    public Timestamp? From { get; private set; }
    /// <summary>Until when.</summary>
    public Timestamp? Till { get; private set; }
    /// <summary>Until when it shall be renewable.</summary>
    public Timestamp? RenewTill { get; private set; }
    /// <summary>Encryption types that the client can, best first.</summary>
    public IReadOnlyList<int>? Encryption { get; private set; }
    /// <summary>The NetBIOS name among the client's addresses.</summary>
    public string? Workstation { get; private set; }
    /// <summary>Whether further tickets are shown.</summary>
    public bool ShowsFurtherTicket { get; private set; }

    /// <summary>Reads what is inside of the application tag; what is cut stays null.</summary>
    public static KdcRequest Read(DerReader message)
    {
        var request = new KdcRequest();
        if (!message.TryEnter(DerTag.Sequence, out var fields)) return request;
        while (fields.TryEnterField(out var number, out var field))             // ends: each turn takes a field
        {
            if (number == 3) request.PreAuthentication = KdcPreAuthentication.Read(field);
            if (number == 4 && field.TryEnter(DerTag.Sequence, out var body)) request.ReadBody(ref body);
        }
        return request;
    }

    private void ReadBody(ref DerReader body)
    {
        while (body.TryEnterField(out var number, out var field))               // ends: each turn takes a field
        {
            switch (number)
            {
                case 0: Options = KerberosTypes.Flags(field); break;
                case 1: Client = KerberosTypes.Name(field); break;
                case 2: Realm = KerberosTypes.String(field); break;
                case 3: Service = KerberosTypes.Name(field); break;
                case 4: From = KerberosTypes.Time(field); break;
                case 5: Till = KerberosTypes.Time(field); break;
                case 6: RenewTill = KerberosTypes.Time(field); break;
                case 8: Encryption = KerberosTypes.Numbers(field); break;
                case 9: Workstation = KerberosTypes.NetBiosName(field); break;
                case 11: ShowsFurtherTicket = true; break;
            }
        }
    }
}
