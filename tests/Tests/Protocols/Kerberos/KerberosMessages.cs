using System.Buffers.Binary;
using System.Text;

namespace NetSensor.Tests.Protocols.Kerberos;

/// <summary>Messages of Kerberos, built from RFC 4120's ASN.1.</summary>
internal static class KerberosMessages
{
    private static byte[] Tlv(byte tag, params byte[][] parts) => Samples.Tlv(tag, [.. parts.SelectMany(part => part)]);
    private static byte[] Field(byte number, params byte[][] parts) => Tlv((byte)(0xa0 + number), parts);
    private static byte[] Number(byte value) => value < 0x80 ? [2, 1, value] : [2, 2, 0, value];
    private static byte[] Text(string text) => Samples.Tlv(0x1b, Encoding.ASCII.GetBytes(text));
    private static byte[] Time(string text) => Samples.Tlv(0x18, Encoding.ASCII.GetBytes(text));
    private static byte[] Name(string name) => Tlv(0x30, Field(0, Number(1)), Field(1, Tlv(0x30, [.. name.Split('/').Select(Text)])));
    private static byte[] Sealed(byte type) => Tlv(0x30, Field(0, Number(type)), Field(1, Number(2)), Field(2, Samples.Tlv(4, new byte[40])));
    private static byte[] Data(byte kind, byte[] value) => Tlv(0x30, Field(1, Number(kind)), Field(2, Samples.Tlv(4, value)));

    public static byte[] Ticket(string service, byte encryption) =>
        Tlv(0x61, Tlv(0x30, Field(0, Number(5)), Field(1, Text("EXAMPLE.ORG")), Field(2, Name(service)), Field(3, Sealed(encryption))));

    public static byte[] ApRequest(string service, byte encryption) => Tlv(0x6e, Tlv(0x30,
        Field(0, Number(5)), Field(1, Number(14)), Field(2, [3, 5, 0, 0, 0, 0, 0]), Field(3, Ticket(service, encryption)), Field(4, Sealed(encryption))));

    /// <summary>A first request; with a time stamp when the client proves itself.</summary>
    public static byte[] AsRequest(string client, bool proves) => Request(0x6a, 10, Field(1, Name(client)), "krbtgt/EXAMPLE.ORG", proves ? [Data(2, new byte[20])] : []);

    /// <summary>A request for a service; in the name of somebody else when one is given.</summary>
    public static byte[] TgsRequest(string service, string? inNameOf = null) => Request(0x6c, 12, [], service,
    [
        Data(1, ApRequest("krbtgt/EXAMPLE.ORG", 18)),
        .. inNameOf is null ? Array.Empty<byte[]>() : [Data(129, Tlv(0x30, Field(0, Name(inNameOf)), Field(1, Text("EXAMPLE.ORG"))))],
    ]);

    private static byte[] Request(byte tag, byte type, byte[] client, string service, byte[][] data) => Tlv(tag, Tlv(0x30,
        Field(1, Number(5)), Field(2, Number(type)), Field(3, Tlv(0x30, data)),
        Field(4, Tlv(0x30,
            Field(0, [3, 5, 0, 0x40, 0x81, 0, 0x10]),                    // forwardable, renewable, canonicalize, …
            client, Field(2, Text("EXAMPLE.ORG")), Field(3, Name(service)), Field(5, Time("20370913024805Z")), Field(7, Number(1)),
            Field(8, Tlv(0x30, Number(18), Number(23))),
            Field(9, Tlv(0x30, Tlv(0x30, Field(0, Number(20)), Field(1, Samples.Tlv(4, "PC1             "u8.ToArray())))))))));

    public static byte[] Reply(bool first, string client, string service, byte encryption) => Tlv((byte)(first ? 0x6b : 0x6d), Tlv(0x30,
        Field(0, Number(5)), Field(1, Number((byte)(first ? 11 : 13))), Field(3, Text("EXAMPLE.ORG")), Field(4, Name(client)),
        Field(5, Ticket(service, encryption)), Field(6, Sealed(18))));

    public static byte[] Error(byte code, string? text = null) => Tlv(0x7e, Tlv(0x30,
        Field(0, Number(5)), Field(1, Number(30)), Field(4, Time("20260101000000Z")), Field(5, Number(1)), Field(6, Number(code)),
        Field(9, Text("EXAMPLE.ORG")), Field(10, Name("krbtgt/EXAMPLE.ORG")), text is null ? [] : Field(11, Text(text))));

    /// <summary>A message with its length in front, as TCP has it.</summary>
    public static byte[] Record(byte[] message)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, message.Length);
        return [.. length, .. message];
    }
}
