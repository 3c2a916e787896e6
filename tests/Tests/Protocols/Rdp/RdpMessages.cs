using System.Text;

namespace NetSensor.Tests.Protocols.Rdp;

/// <summary>Messages of RDP's opening, written from [MS-RDPBCGR].</summary>
internal static class RdpMessages
{
    /// <summary>A connection request with a cookie and these securities.</summary>
    public static byte[] Request(string user, byte protocols, byte flags = 0) => Frame(0xe0,
        [0, 0, 0, 0, 0, .. Encoding.ASCII.GetBytes($"Cookie: mstshash={user}\r\n"), 1, flags, 8, 0, protocols, 0, 0, 0]);

    /// <summary>The server's choice, or with type 3 its refusal.</summary>
    public static byte[] Confirm(byte value, byte type = 2) => Frame(0xd0, [0, 0, 0, 0, 0, type, 0, 8, 0, value, 0, 0, 0]);

    /// <summary>The client's MCS connect with core data and one channel.</summary>
    public static byte[] ClientConnect => Data([0x7f, 0x65, 0x82, 1, 0, .. "Duca"u8, 0x80, 0xf8, .. Block(0xc001, ClientCore), .. Block(0xc003, [1, 0, 0, 0, .. "cliprdr\0"u8, 0, 0, 0, 0])]);

    /// <summary>The server's answer with 128-bit encryption and an RSA key.</summary>
    public static byte[] ServerConnect => Data([0x7f, 0x66, 0x40, 0x0a, 1, 0, 0, 1, 0xc0, 0, .. "McDn"u8, 0x30, .. Block(0x0c02, ServerSecurity)]);

    /// <summary>A TLS record of application data.</summary>
    public static byte[] Record(int length) => [23, 3, 3, (byte)(length >> 8), (byte)length, .. new byte[length]];

    public static byte[] ClientCore =>
    [
        4, 0, 8, 0,                                                     // version
        0x80, 7, 0x38, 4,                                               // 1920 by 1080
        1, 0xca, 3, 0xaa,                                               // colours, SAS
        7, 4, 0, 0,                                                     // German
        0xbb, 0x47, 0, 0,                                               // build 18363
        .. Padded("WS-7", 32),
        .. new byte[12 + 64],                                           // keyboard type, input method
        1, 0xca, 1, 0, 0, 0, 0, 0,                                      // colours, product, serial
        24, 0, 15, 0,                                                   // high colours, supported ones
        1, 0,                                                           // early capabilities
        .. Padded("12345-OEM", 64),
    ];

    private static byte[] ServerSecurity =>
    [
        2, 0, 0, 0, 2, 0, 0, 0,                                         // 128 bits, client compatible
        4, 0, 0, 0, 12, 0, 0, 0, 1, 2, 3, 4,                            // lengths, random
        1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0,                             // certificate: version 1, permanent; algorithms
    ];

    private static byte[] Padded(string text, int length) => [.. Encoding.Unicode.GetBytes(text), .. new byte[length - text.Length * 2]];
    private static byte[] Block(int type, byte[] content) => [(byte)type, (byte)(type >> 8), (byte)(content.Length + 4), (byte)((content.Length + 4) >> 8), .. content];
    private static byte[] Data(byte[] content) => Frame(0xf0, [0x80, .. content]);
    private static byte[] Frame(byte code, byte[] content) => [3, 0, (byte)((content.Length + 6) >> 8), (byte)(content.Length + 6), (byte)(code == 0xf0 ? 2 : content.Length + 1), code, .. content];
}
