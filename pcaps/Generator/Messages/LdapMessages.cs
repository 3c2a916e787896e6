using static NetSensor.Generator.Der;
using static NetSensor.Generator.Octets;

namespace NetSensor.Generator;

/// <summary>Messages of LDAP (RFC 4511).</summary>
public static class LdapMessages
{
    /// <summary>A search of the whole tree below a name for one attribute's value (or its presence), and a number of attributes.</summary>
    public static byte[] Search(int id, string below, (string Attribute, string? Value) filter, params string[] attributes) => Sequence(Number(id), Tlv(0x63,
        Bytes(Ascii(below)), [0x0A, 1, 2], [0x0A, 1, 0], Number(0), Number(0), [1, 1, 0],
        filter.Value is null ? Tlv(0x87, Ascii(filter.Attribute)) : Tlv(0xA3, Bytes(Ascii(filter.Attribute)), Bytes(Ascii(filter.Value))),
        Sequence([.. attributes.Select(name => Bytes(Ascii(name)))])));

    /// <summary>An entry that was found, with one attribute.</summary>
    public static byte[] Entry(int id, string name, string attribute, string value) =>
        Sequence(Number(id), Tlv(0x64, Bytes(Ascii(name)), Sequence(Sequence(Bytes(Ascii(attribute)), Tlv(0x31, Bytes(Ascii(value)))))));

    /// <summary>The end of a search.</summary>
    public static byte[] Done(int id) => Sequence(Number(id), Tlv(0x65, [0x0A, 1, 0], Bytes([]), Bytes([])));

    /// <summary>A bind without name.</summary>
    public static byte[] Bind(int id) => Sequence(Number(id), Tlv(0x60, Number(3), Bytes([]), Tlv(0x80)));

    /// <summary>It is let in.</summary>
    public static byte[] Bound(int id) => Sequence(Number(id), Tlv(0x61, [0x0A, 1, 0], Bytes([]), Bytes([])));
}
