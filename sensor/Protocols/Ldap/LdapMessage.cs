using NetSensor.Events;
using NetSensor.Protocols.Recognition;
using NetSensor.Wire;

namespace NetSensor.Protocols.Ldap;

/// <summary>
/// Heads of LDAP messages (RFC 4511 §4.1.1).
/// <code>| 30 len | 02 len message id | application tag of the operation | … |</code>
/// </summary>
public static class LdapMessage
{
    /// <summary>Judges the first bytes of a side.</summary>
    public static ProbeVerdict Judge(ReadOnlySpan<byte> bytes, Direction direction)
    {
        if (bytes.IsEmpty) return ProbeVerdict.Maybe;
        if (bytes[0] != Der.Sequence) return ProbeVerdict.No;
        var reader = new ByteReader(bytes);
        Der.Head(ref reader, out _);
        var id = Der.SmallInteger(ref reader);
        var operation = reader.U8();
        if (reader.Truncated) return bytes.Length > 16 ? ProbeVerdict.No : ProbeVerdict.Maybe;
        var known = direction == Direction.FromOriginator ? IsRequest(operation) : IsResponse(operation);
        return id >= 0 && known ? ProbeVerdict.Yes : ProbeVerdict.No;
    }

    /// <summary>Bind, unbind, search, modify, add, delete, rename, compare, abandon, extended.</summary>
    private static bool IsRequest(byte tag) => tag is 0x60 or 0x42 or 0x63 or 0x66 or 0x68 or 0x4a or 0x6c or 0x6e or 0x50 or 0x77;

    /// <summary>The answers to them; search answers with entries, references and an end.</summary>
    private static bool IsResponse(byte tag) => tag is 0x61 or 0x64 or 0x65 or 0x67 or 0x69 or 0x6b or 0x6d or 0x6f or 0x73 or 0x78 or 0x79;
}
