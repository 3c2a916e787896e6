using NetSensor.Protocols.Asn1;

namespace NetSensor.Protocols.Kerberos;

/// <summary>
/// The pre-authentication data of a request (RFC 4120 §5.2.7): a sequence of | [1] kind | [2] value |.
/// </summary>
public readonly record struct KdcPreAuthentication(IReadOnlyList<int>? Kinds, KerberosTicket Shown, string? ImpersonatedUser)
{
    private const int MaxElements = 32;             // real requests have two to six
    private const int ShownTicket = 1;              // PA-TGS-REQ: an AP request
    private const int ForUser = 129;                // PA-FOR-USER ([MS-SFU] §2.2.1)
    private const int S4UUser = 130;                // PA-S4U-X509-USER ([MS-SFU] §2.2.2)
    private const DerTag ApRequestTag = (DerTag)0x6e;

    /// <summary>Whether one of them proves that the client knows a key: a shown ticket, time stamp, certificate, FAST, encrypted challenge, SPAKE.</summary>
    public bool Proves
    {
        get
        {
            for (var i = 0; i < (Kinds?.Count ?? 0); i++)
                if (Kinds![i] is ShownTicket or 2 or 14 or 16 or 136 or 138 or 151) return true;
            return false;
        }
    }

    /// <summary>Reads the list; what is cut is left out.</summary>
    public static KdcPreAuthentication Read(DerReader field)
    {
        var data = default(KdcPreAuthentication);
        if (!field.TryEnter(DerTag.Sequence, out var elements)) return data;
        var kinds = new List<int>(4);
        while (kinds.Count < MaxElements && elements.TryEnter(DerTag.Sequence, out var element))
        {
            if (!element.TryEnterField(out _, out var kindField) || KerberosTypes.Number(kindField) is not { } kind) break;
            kinds.Add(kind);
            if (!element.TryEnterField(out _, out var value) || !value.TryEnter(DerTag.OctetString, out var inside)) continue;
            data = kind switch
            {
                ShownTicket => data with { Shown = TicketIn(inside) },
                ForUser => data with { ImpersonatedUser = FirstName(inside, 0) },
                S4UUser => data with { ImpersonatedUser = S4UName(inside) ?? data.ImpersonatedUser },
                _ => data,
            };
        }
        return data with { Kinds = kinds };
    }

    private static KerberosTicket TicketIn(DerReader value) => value.TryEnter(ApRequestTag, out var request) ? ApRequest.Read(request).Ticket : default;

    private static string? FirstName(DerReader value, int wanted)
    {
        if (!value.TryEnter(DerTag.Sequence, out var fields)) return null;
        while (fields.TryEnterField(out var number, out var field))             // ends: each turn takes a field
            if (number == wanted) return KerberosTypes.Name(field);
        return null;
    }

    /// <summary>| [0] user: | [0] nonce | [1] name | [2] realm | … | [1] checksum |.</summary>
    private static string? S4UName(DerReader value) =>
        value.TryEnter(DerTag.Sequence, out var fields) && fields.TryEnterField(out var number, out var user) && number == 0 ? FirstName(user, 1) : null;
}
