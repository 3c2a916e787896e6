using NetSensor.Events;
using NetSensor.Protocols.Asn1;

namespace NetSensor.Protocols.Ldap;

/// <summary>
/// The envelope of every message (RFC 4511 §4.1.1), in BER with definite lengths.
/// <code>| 30 len | 02 len message id | application tag of the operation, len | … | a0 len controls |</code>
/// </summary>
public readonly ref struct LdapMessage
{
    private const int MaxHead = 16;                 // tags, lengths of five bytes, an id of four: what is longer is no envelope
    private const byte ApplicationClass = 0x40;
    private const byte ClassMask = 0xc0;
    private const byte NumberMask = 0x1f;

    /// <summary>The id that pairs requests and answers.</summary>
    public int Id { get; private init; }

    /// <summary>Which operation.</summary>
    public LdapOperation Operation { get; private init; }

    /// <summary>The operation's content; it may be cut.</summary>
    public DerReader Body { get; private init; }

    /// <summary>Judges the first bytes of a side.</summary>
    public static ProbeVerdict Judge(ReadOnlySpan<byte> bytes, Direction direction)
    {
        if (bytes.IsEmpty) return ProbeVerdict.Maybe;
        if (bytes[0] != (byte)DerTag.Sequence) return ProbeVerdict.No;
        if (!TryHead(bytes, out var id, out var tag, out _)) return bytes.Length > MaxHead ? ProbeVerdict.No : ProbeVerdict.Maybe;
        var known = direction == Direction.FromOriginator ? IsRequest(tag) : IsResponse(tag);
        return id is >= 0 and <= int.MaxValue && known ? ProbeVerdict.Yes : ProbeVerdict.No;
    }

    /// <summary>Reads the envelope of a message whose end may be cut; false when even that is.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out LdapMessage message)
    {
        message = default;
        if (!TryHead(bytes, out var id, out var tag, out var body) || (tag & ClassMask) != ApplicationClass || id is < 0 or > int.MaxValue) return false;
        message = new LdapMessage { Id = (int)id, Operation = (LdapOperation)(tag & NumberMask), Body = body };
        return true;
    }

    private static bool TryHead(ReadOnlySpan<byte> bytes, out long id, out byte tag, out DerReader body)
    {
        id = -1;
        tag = 0;
        body = default;
        var reader = new DerReader(bytes);
        if (!reader.TryEnter(DerTag.Sequence, out var fields) || !fields.TryReadInteger(out id)) return false;
        tag = (byte)fields.Next;
        return fields.TryEnter(fields.Next, out body);
    }

    /// <summary>Bind, unbind, search, modify, add, delete, rename, compare, abandon, extended.</summary>
    private static bool IsRequest(byte tag) => tag is 0x60 or 0x42 or 0x63 or 0x66 or 0x68 or 0x4a or 0x6c or 0x6e or 0x50 or 0x77;

    /// <summary>The answers to them; search answers with entries, references and an end.</summary>
    private static bool IsResponse(byte tag) => tag is 0x61 or 0x64 or 0x65 or 0x67 or 0x69 or 0x6b or 0x6d or 0x6f or 0x73 or 0x78 or 0x79;
}
