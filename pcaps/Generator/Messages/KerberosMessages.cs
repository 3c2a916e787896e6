using static NetSensor.Generator.Der;
using static NetSensor.Generator.Octets;

namespace NetSensor.Generator;

/// <summary>Messages of Kerberos (RFC 4120) in the realm OFFICE.EXAMPLE, framed for TCP.</summary>
public static class KerberosMessages
{
    private const string Realm = "OFFICE.EXAMPLE";
    private const int Aes256 = 18;

    /// <summary>A first request; with a time stamp when the client proves itself.</summary>
    public static byte[] AsRequest(string client, bool proves, Random chance) =>
        Framed(Request((0x6A, 10), Field(1, Name(client)), "krbtgt/" + Realm, proves ? [Data(2, Noise(60, chance))] : [], Aes256));

    /// <summary>The answer to a first request, sealed with the client's key of this kind. The ticket is the first that it draws by chance: the same seed makes the same ticket.</summary>
    public static byte[] AsReply(string client, Random chance, int sealedWith = Aes256) => Framed(Reply((0x6B, 11), client, "krbtgt/" + Realm, Aes256, chance, sealedWith));

    /// <summary>A request for a service with one encryption in front: 18 AES, 23 RC4. The ticket that it shows is the first that it draws by chance.</summary>
    public static byte[] TgsRequest(string service, int encryption, Random chance, bool isForwarded = false) =>
        Framed(Request((0x6C, 12), [], service, [Data(1, ApRequest("krbtgt/" + Realm, Aes256, chance))], encryption, isForwarded));

    /// <summary>The answer to it.</summary>
    public static byte[] TgsReply(string client, string service, int encryption, Random chance) => Framed(Reply((0x6D, 13), client, service, encryption, chance));

    /// <summary>A refusal: 6 no such client, 24 wrong password, 25 proof wanted.</summary>
    public static byte[] Error(int code) => Framed(Tlv(0x7E, Sequence(
        Field(0, Number(5)), Field(1, Number(30)), Field(4, Time("20260921000000Z")), Field(5, Number(1)), Field(6, Number(code)), Field(9, Text(Realm)), Field(10, Name("krbtgt/" + Realm)))));

    /// <summary>What is shown to a service.</summary>
    public static byte[] ApRequest(string service, int encryption, Random chance) => Tlv(0x6E, Sequence(
        Field(0, Number(5)), Field(1, Number(14)), Field(2, [3, 5, 0, 0, 0, 0, 0]), Field(3, Ticket(service, encryption, chance)), Field(4, Sealed(encryption, chance))));

    private static byte[] Request((int Tag, int Type) kind, byte[] client, string service, byte[][] data, int encryption, bool isForwarded = false) => Tlv(kind.Tag, Sequence(
        Field(1, Number(5)), Field(2, Number(kind.Type)), data.Length > 0 ? Field(3, Sequence(data)) : [],
        Field(4, Sequence(
            Field(0, [3, 5, 0, isForwarded ? (byte)0x60 : (byte)0x40, 0x81, 0, 0x10]), client, Field(2, Text(Realm)), Field(3, Name(service)), Field(5, Time("20370913024805Z")), Field(7, Number(77)),
            Field(8, encryption == Aes256 ? Sequence(Number(18), Number(17), Number(23)) : Sequence(Number(encryption)))))));

    private static byte[] Reply((int Tag, int Type) kind, string client, string service, int encryption, Random chance, int sealedWith = Aes256) => Tlv(kind.Tag, Sequence(
        Field(0, Number(5)), Field(1, Number(kind.Type)), Field(3, Text(Realm)), Field(4, Name(client)), Field(5, Ticket(service, encryption, chance)), Field(6, Sealed(sealedWith, chance))));

    private static byte[] Ticket(string service, int encryption, Random chance) =>
        Tlv(0x61, Sequence(Field(0, Number(5)), Field(1, Text(Realm)), Field(2, Name(service)), Field(3, Sealed(encryption, chance))));

    private static byte[] Sealed(int type, Random chance) => Sequence(Field(0, Number(type)), Field(1, Number(2)), Field(2, Bytes(Noise(180, chance))));
    private static byte[] Name(string name) => Sequence(Field(0, Number(name.Contains('/') ? 2 : 1)), Field(1, Sequence([.. name.Split('/').Select(Text)])));
    private static byte[] Data(int kind, byte[] value) => Sequence(Field(1, Number(kind)), Field(2, Bytes(value)));
    private static byte[] Framed(byte[] message) => [.. U32((uint)message.Length), .. message];
}
