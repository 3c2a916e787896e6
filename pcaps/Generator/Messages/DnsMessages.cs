using NetSensor.Wire;
using static NetSensor.Generator.Octets;

namespace NetSensor.Generator;

/// <summary>Questions and answers of DNS (RFC 1035 §4.1) of any type.</summary>
public static class DnsMessages
{
    /// <summary>Types of records (RFC 1035 §3.2.2 and later).</summary>
    public const ushort A = 1, Null = 10, Mx = 15, Txt = 16, Aaaa = 28, Srv = 33;

    /// <summary>A recursive question.</summary>
    public static byte[] Query(ushort id, string name, ushort type) => [.. U16(id), 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, .. Question(name, type)];

    /// <summary>An answer; without records it says that there is no such name.</summary>
    public static byte[] Answer(ushort id, string name, ushort type, uint ttl, params IReadOnlyList<byte[]> records) =>
    [
        .. U16(id), 0x81, (byte)(records.Count == 0 ? 0x83 : 0x80), 0, 1, .. U16(records.Count), 0, 0, 0, 0, .. Question(name, type),
        .. records.SelectMany(record => (byte[])[0xC0, 12, .. U16(type), 0, 1, .. U32(ttl), .. Block16(record)]),
    ];

    /// <summary>An address as a record holds it.</summary>
    public static byte[] Address(IpAddr address)
    {
        Span<byte> bytes = stackalloc byte[16];
        return bytes[..address.WriteBytes(bytes)].ToArray();
    }

    /// <summary>A text as a record holds it.</summary>
    public static byte[] Text(string text) => Block8(Ascii(text));

    private static byte[] Question(string name, ushort type) =>
        [.. name.Split('.').SelectMany(label => Block8(Ascii(label))), 0, .. U16(type), 0, 1];
}
