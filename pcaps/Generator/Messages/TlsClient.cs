using static NetSensor.Generator.Octets;

namespace NetSensor.Generator;

/// <summary>How a program greets in TLS: what its fingerprint (JA3, JA4) is made of.</summary>
public sealed record TlsClient
{
    private static readonly int[] GreaseValues = [0x0A0A, 0x1A1A, 0x2A2A, 0x3A3A, 0x4A4A, 0x5A5A, 0x6A6A, 0x7A7A, 0x8A8A, 0x9A9A, 0xAAAA, 0xBABA, 0xCACA, 0xDADA, 0xEAEA, 0xFAFA];

    /// <summary>Cipher suites, as offered.</summary>
    public required int[] Ciphers { get; init; }
    /// <summary>Types of extensions, as offered.</summary>
    public required int[] Extensions { get; init; }
    /// <summary>Signature algorithms, as offered.</summary>
    public int[] Signatures { get; init; } = [0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806, 0x0601];
    /// <summary>Groups for the key exchange, as offered.</summary>
    public int[] Groups { get; init; } = [0x001D, 0x0017, 0x0018];
    /// <summary>Protocols inside (ALPN), as offered.</summary>
    public string[] Protocols { get; init; } = ["h2", "http/1.1"];
    /// <summary>Whether values without meaning are mixed in (RFC 8701) and extensions come in an order of chance, as Chrome does it.</summary>
    public bool Shuffled { get; init; }
    /// <summary>Whether it offers TLS 1.3.</summary>
    public bool IsTls13 => Extensions.Contains(43);

    /// <summary>Chrome, Edge, and what is made of them.</summary>
    public static TlsClient Chrome { get; } = new()
    {
        Ciphers = [0x1301, 0x1302, 0x1303, 0xC02B, 0xC02F, 0xC02C, 0xC030, 0xCCA9, 0xCCA8, 0xC013, 0xC014, 0x009C, 0x009D, 0x002F, 0x0035],
        Extensions = [0, 23, 65281, 10, 11, 35, 16, 5, 13, 18, 51, 45, 43, 27, 17513],
        Shuffled = true,
    };

    /// <summary>Firefox and Thunderbird.</summary>
    public static TlsClient Firefox { get; } = new()
    {
        Ciphers = [0x1301, 0x1303, 0x1302, 0xC02B, 0xC02F, 0xCCA9, 0xCCA8, 0xC02C, 0xC030, 0xC00A, 0xC009, 0xC013, 0xC014, 0x009C, 0x009D, 0x002F, 0x0035],
        Extensions = [0, 23, 65281, 10, 11, 35, 16, 5, 34, 51, 43, 13, 45, 28],
        Groups = [0x001D, 0x0017, 0x0018, 0x0019, 0x0100, 0x0101],
    };

    /// <summary>What Windows offers its services and programs (Schannel), .NET and implants that use WinINet or WinHTTP included; TLS 1.2.</summary>
    public static TlsClient Windows { get; } = new()
    {
        Ciphers = [0xC02C, 0xC02B, 0xC030, 0xC02F, 0xC024, 0xC023, 0xC028, 0xC027, 0xC00A, 0xC009, 0xC014, 0xC013, 0x009D, 0x009C, 0x003D, 0x003C, 0x0035, 0x002F, 0x000A],
        Extensions = [0, 5, 10, 11, 13, 35, 16, 23, 65281],
        Signatures = [0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0201, 0x0403, 0x0503, 0x0203, 0x0202, 0x0601, 0x0603],
    };

    /// <summary>The same in Windows 11 with TLS 1.3.</summary>
    public static TlsClient Windows13 { get; } = Windows with
    {
        Ciphers = [0x1302, 0x1301, .. Windows.Ciphers],
        Extensions = [0, 5, 10, 11, 13, 35, 16, 23, 43, 45, 51, 65281],
    };

    /// <summary>macOS and iOS.</summary>
    public static TlsClient Apple { get; } = new()
    {
        Ciphers = [0x1301, 0x1302, 0x1303, 0xC02C, 0xC02B, 0xCCA9, 0xC030, 0xC02F, 0xCCA8, 0xC00A, 0xC009, 0xC014, 0xC013, 0x009D, 0x009C, 0x0035, 0x002F],
        Extensions = [0, 23, 65281, 10, 11, 16, 5, 13, 18, 51, 45, 43, 27],
        Groups = [0x001D, 0x0017, 0x0018, 0x0019],
    };

    /// <summary>Programs in Go, Sliver's implants among them.</summary>
    public static TlsClient Go { get; } = new()
    {
        Ciphers = [0xC02B, 0xC02F, 0xC02C, 0xC030, 0xCCA9, 0xCCA8, 0xC009, 0xC013, 0xC00A, 0xC014, 0x1301, 0x1302, 0x1303],
        Extensions = [0, 5, 10, 11, 13, 65281, 18, 43, 51],
        Protocols = ["http/1.1"],
    };

    /// <summary>Programs with OpenSSL: curl, Python, agents of Linux servers.</summary>
    public static TlsClient OpenSsl { get; } = new()
    {
        Ciphers = [0x1302, 0x1303, 0x1301, 0xC02C, 0xC030, 0x009F, 0xCCA9, 0xCCA8, 0xCCAA, 0xC02B, 0xC02F, 0x009E, 0xC024, 0xC028, 0x006B, 0xC023, 0xC027, 0x0067, 0x009D, 0x009C, 0x003D, 0x003C, 0x0035, 0x002F, 0x00FF],
        Extensions = [0, 11, 10, 35, 16, 22, 23, 13, 43, 45, 51],
        Protocols = ["http/1.1"],
    };

    /// <summary>Small devices with mbed TLS.</summary>
    public static TlsClient Embedded { get; } = new()
    {
        Ciphers = [0xC02C, 0xC030, 0xC02B, 0xC02F, 0xC024, 0xC028, 0xC023, 0xC027, 0x009D, 0x009C, 0x00FF],
        Extensions = [0, 13, 10, 11, 22, 23, 35],
        Signatures = [0x0603, 0x0601, 0x0503, 0x0501, 0x0403, 0x0401],
        Protocols = [],
    };

    /// <summary>The greeting to a server (RFC 8446 §4.1.2) in its record; no name is sent where there is none.</summary>
    public byte[] Hello(string? serverName, Random chance)
    {
        byte[] body =
        [
            3, 3, .. Noise(32, chance), .. Block8(Noise(32, chance)),
            .. Block16([.. Grease(chance), .. Ciphers.SelectMany(U16)]), 1, 0, .. Block16(ExtensionBytes(serverName, chance)),
        ];
        return TlsMessages.Record(22, [1, .. U24(body.Length), .. body]);
    }

    /// <summary>The message alone, as QUIC carries it: with QUIC's own extension and without a session id.</summary>
    public byte[] QuicHello(string serverName, Random chance)
    {
        var quic = this with { Extensions = [.. Extensions.Where(type => type is not (5 or 18 or 23 or 35 or 65281)), 57], Protocols = ["h3"], Ciphers = [0x1301, 0x1302, 0x1303] };
        byte[] body = [3, 3, .. Noise(32, chance), 0, .. Block16([.. quic.Ciphers.SelectMany(U16)]), 1, 0, .. Block16(quic.ExtensionBytes(serverName, chance))];
        return [1, .. U24(body.Length), .. body];
    }

    private byte[] ExtensionBytes(string? serverName, Random chance)
    {
        var types = Extensions.Where(type => (type != 0 || serverName is not null) && (type != 16 || Protocols.Length > 0)).ToArray();
        if (Shuffled) chance.Shuffle(types);
        IEnumerable<byte> bytes = types.SelectMany(type => Extension(type, Body(type, serverName, chance)));
        if (Shuffled) bytes = [.. Extension(GreaseValues[chance.Next(16)], []), .. bytes, .. Extension(GreaseValues[chance.Next(16)], [0])];
        return [.. bytes];
    }

    private byte[] Body(int type, string? serverName, Random chance) => type switch
    {
        0 => Block16([0, .. Block16(Ascii(serverName!))]),
        5 => [1, 0, 0, 0, 0],
        10 => Block16([.. Grease(chance), .. Groups.SelectMany(U16)]),
        11 => [1, 0],
        13 or 34 => Block16([.. Signatures.SelectMany(U16)]),
        16 => Block16([.. Protocols.SelectMany(protocol => Block8(Ascii(protocol)))]),
        17513 => Block16(Block8(Ascii("h2"))),
        27 => [2, 0, 2],
        28 => [0x40, 1],
        43 => Block8([.. Grease(chance), 3, 4, 3, 3]),
        45 => [1, 1],
        51 => Block16([.. U16(0x001D), .. Block16(Noise(32, chance))]),
        57 => [1, 4, 0x80, 0, 0x75, 0x30, 4, 4, 0x80, 0x10, 0, 0],
        65281 => [0],
        _ => [],
    };

    private byte[] Grease(Random chance) => Shuffled ? U16(GreaseValues[chance.Next(16)]) : [];

    private static byte[] Extension(int type, byte[] body) => [.. U16(type), .. Block16(body)];
}
