using NetSensor.Protocols.Asn1;

namespace NetSensor.Protocols.Snmp;

/// <summary>
/// SNMP messages (RFC 1157 §4, RFC 3416 §3, RFC 3412 §6, RFC 3414 §2.4), all of it BER.
/// <code>
/// versions 1, 2c: | 30 len | 02 01 version | 04 len community | PDU |
/// version 3:      | 30 len | 02 01 03 | 30 len: id, largest size, flags, model | 04 len: 30 len: engine, boots, time, user, … | 30 len: engine, context, PDU |   or 04 len, encrypted
/// PDU:            | tag len | 02 request id | 02 error | 02 index | 30 len: bindings |     trap of version 1: | a4 len | 06 enterprise | 40 agent | 02 | 02 | 43 time | 30 bindings |
/// binding:        | 30 len | 06 len object id | tag len value |
/// </code>
/// </summary>
public ref struct SnmpMessage
{
    private const byte TimeTicks = 0x43;
    private const byte AgentAddress = 0x40;

    /// <summary>0, 1 or 3 for versions 1, 2c and 3.</summary>
    public int Version;
    /// <summary>Community of versions 1 and 2c.</summary>
    public ReadOnlySpan<byte> Community;
    /// <summary>Authoritative engine of version 3.</summary>
    public ReadOnlySpan<byte> EngineId;
    /// <summary>User of version 3.</summary>
    public ReadOnlySpan<byte> User;
    /// <summary>Whether the PDU is encrypted.</summary>
    public bool IsEncrypted;
    /// <summary>The kind of PDU; None when it is encrypted.</summary>
    public SnmpPdu Pdu;
    /// <summary>The list of bindings.</summary>
    public ReadOnlySpan<byte> Bindings;
    /// <summary>How many bindings there are.</summary>
    public int Count;

    /// <summary>Reads a message; false when it is none, or not whole and sound.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out SnmpMessage message)
    {
        message = default;
        var outer = new DerReader(bytes);
        if (!outer.TryRead(DerTag.Sequence, out var content)) return false;
        var reader = new DerReader(content);
        if (!TryInteger(ref reader, out var version)) return false;
        message.Version = (int)version;
        return version switch
        {
            0 or 1 => reader.TryRead(DerTag.OctetString, out message.Community) && message.TryPdu(reader.Rest),
            3 => message.TryVersion3(reader.Rest),
            _ => false,
        };
    }

    /// <summary>A non-negative whole number of at most eight bytes; null when it is none.</summary>
    public static ulong? Number(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty || content.Length > sizeof(ulong) + 1) return null;
        ulong value = 0;
        foreach (var octet in content) value = (value << 8) | octet;
        return value;
    }

    /// <summary>Takes the next binding off the front of a list that was read whole.</summary>
    public static bool TryBinding(ref ReadOnlySpan<byte> bindings, out ReadOnlySpan<byte> name, out byte tag, out ReadOnlySpan<byte> value)
    {
        name = value = default;
        tag = 0;
        var list = new DerReader(bindings);
        if (!list.TryRead(DerTag.Sequence, out var binding)) return false;
        bindings = list.Rest;
        var reader = new DerReader(binding);
        if (!reader.TryRead(DerTag.ObjectIdentifier, out name) || !reader.TryRead(out var kind, out value)) return false;
        tag = (byte)kind;
        return true;
    }

    private bool TryVersion3(ReadOnlySpan<byte> rest)
    {
        var reader = new DerReader(rest);
        if (!reader.TryRead(DerTag.Sequence, out var header)) return false;
        if (!reader.TryRead(DerTag.OctetString, out var security)) return false;
        var fields = new DerReader(header);
        if (!TryInteger(ref fields, out _) || !TryInteger(ref fields, out _) || !fields.TryRead(DerTag.OctetString, out _)) return false;
        if (!TryInteger(ref fields, out var model)) return false;
        const int userBased = 3;
        if (model == userBased && !TryUser(security)) return false;
        if (reader.Next == DerTag.OctetString)
        {
            IsEncrypted = true;
            return reader.TryRead(out _, out _);
        }
        if (!reader.TryRead(DerTag.Sequence, out var scoped)) return false;
        var inner = new DerReader(scoped);
        return inner.TryRead(DerTag.OctetString, out _) && inner.TryRead(DerTag.OctetString, out _) && TryPdu(inner.Rest);
    }

    private bool TryUser(ReadOnlySpan<byte> security)
    {
        var outer = new DerReader(security);
        if (!outer.TryRead(DerTag.Sequence, out var content)) return false;
        var reader = new DerReader(content);
        return reader.TryRead(DerTag.OctetString, out EngineId) && TryInteger(ref reader, out _) && TryInteger(ref reader, out _)
            && reader.TryRead(DerTag.OctetString, out User);
    }

    private bool TryPdu(ReadOnlySpan<byte> rest)
    {
        var reader = new DerReader(rest);
        if (!reader.TryRead(out var tag, out var content)) return false;
        Pdu = (SnmpPdu)tag;
        var fields = new DerReader(content);
        var sound = Pdu switch
        {
            SnmpPdu.TrapV1 => fields.TryRead(DerTag.ObjectIdentifier, out _) && TrySkip(ref fields, AgentAddress)
                && TryInteger(ref fields, out _) && TryInteger(ref fields, out _) && TrySkip(ref fields, TimeTicks),
            >= SnmpPdu.GetRequest and <= SnmpPdu.Report => TryInteger(ref fields, out _) && TryInteger(ref fields, out _) && TryInteger(ref fields, out _),
            _ => false,
        };
        if (Pdu is < SnmpPdu.GetRequest or > SnmpPdu.Report)
        {
            Pdu = SnmpPdu.None;
            return true;                                            // a kind that nobody knows: who speaks, and with which community, is told
        }
        return sound && fields.TryRead(DerTag.Sequence, out Bindings) && TryCount();
    }

    private bool TryCount()
    {
        var rest = Bindings;
        while (!rest.IsEmpty)                                       // ends: each turn consumes a binding, or leaves
        {
            if (!TryBinding(ref rest, out _, out _, out _)) return false;
            Count++;
        }
        return true;
    }

    private static bool TryInteger(ref DerReader reader, out ulong value)
    {
        value = 0;
        if (!reader.TryRead(DerTag.Integer, out var content) || Number(content) is not { } number) return false;
        value = number;
        return true;
    }

    private static bool TrySkip(ref DerReader reader, byte tag) => reader.TryRead((DerTag)tag, out _);
}
