using NetSensor.Tests.Protocols.X509;
using NetSensor.Tests.Support;
using static NetSensor.Tests.Protocols.Tls.HelloBytes;

namespace NetSensor.Tests.Protocols.Tls;

/// <summary>Whole handshakes, message by message, for tests and as seeds of mutations.</summary>
internal static class TlsConversations
{
    public const byte ChangeCipherSpec = 20, Alert = 21, Handshake = 22, ApplicationData = 23, Heartbeat = 24;
    private static readonly byte[] SessionId = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    /// <summary>SHA-256 of "HelloRetryRequest" (RFC 8446 §4.1.3).</summary>
    private static readonly byte[] RetryRandom = Convert.FromHexString("CF21AD74E59A6111BE1D8C021E65B891C2A211167ABB8C5E079E09E2C8A8339C");

    public static byte[] ClientHello12 => Message(1, Client(0x0303, [0xC02B, 0x00FF], ServerName("www.lab.example"), Alpn("h2", "http/1.1"), Groups(29, 23), PointFormats(0)));

    public static byte[] ClientHello13 => Message(1, Client(0x0303, [0x1301, 0x1302], ServerName("www.lab.example"), Versions(0x0304), Groups(29), Schemes(0x0403)));

    public static byte[] ServerHello12 => Message(2, Server(0x0303, [], 0xC02B, Alpn("h2")));

    public static byte[] ServerHello13 => Message(2, Server(0x0303, [], 0x1301, (43, U16(0x0304)), (51, [0, 29, 0, 1, 9]))); // key share: group, length, key

    public static byte[] RetryRequest => Message(2, [.. U16(0x0303), .. RetryRandom, 0, .. U16(0x1301), 0, .. Block((43, U16(0x0304)), (51, U16(23)))]);

    public static byte[] Certificates(params byte[][] chain) => Message(11, Vector24([.. chain.SelectMany(Vector24)]));

    public static byte[] ServerKeyExchange => Message(12, [3, 0, 29, 1, 9, 4, 3, 0, 1, 7]); // named curve, x25519, point, scheme, signature

    /// <summary>TLS 1.2 with a certificate of each side, up to the first encrypted record.</summary>
    public static FuzzSeed Full12 => FuzzSeed.Talk(
        Record(Handshake, ClientHello12),
        [.. Record(Handshake, [.. ServerHello12, .. Certificates(LabCertificates.Authority)]), .. Record(Handshake, [.. ServerKeyExchange, .. Message(13, [1]), .. Message(14, [])])],
        [.. Record(Handshake, Certificates(LabCertificates.Client)), .. Record(Handshake, Message(16, [1, 9])), .. Record(Handshake, Message(15, [4, 3, 0, 1, 7])), .. Record(ChangeCipherSpec, [1]), .. Record(Handshake, new byte[40])],
        [.. Record(Handshake, Message(4, new byte[8])), .. Record(ChangeCipherSpec, [1]), .. Record(Handshake, new byte[40])],
        Record(ApplicationData, new byte[100]));

    /// <summary>TLS 1.3 with a HelloRetryRequest.</summary>
    public static FuzzSeed Retry13 => FuzzSeed.Talk(
        Record(Handshake, ClientHello13),
        [.. Record(Handshake, RetryRequest), .. Record(ChangeCipherSpec, [1])],
        [.. Record(ChangeCipherSpec, [1]), .. Record(Handshake, ClientHello13)],
        [.. Record(Handshake, ServerHello13), .. Record(ApplicationData, new byte[80])],
        Record(ApplicationData, new byte[60]));

    /// <summary>TLS 1.2, the session named by its id goes on.</summary>
    public static FuzzSeed Resumed12 => FuzzSeed.Talk(
        Record(Handshake, Message(1, WithSession(Client(0x0303, [0xC02B])))),
        [.. Record(Handshake, Message(2, Server(0x0303, SessionId, 0xC02B))), .. Record(ChangeCipherSpec, [1]), .. Record(Handshake, new byte[40])],
        [.. Record(ChangeCipherSpec, [1]), .. Record(Handshake, new byte[40])]);

    /// <summary>The server refuses.</summary>
    public static FuzzSeed Refused => FuzzSeed.Talk(Record(Handshake, ClientHello12), Record(Alert, [2, 40]));

    /// <summary>SSL 2.0 from end to end.</summary>
    public static FuzzSeed Ssl2 => FuzzSeed.Talk(
        Ssl2Record([1, 0, 2, 0, 3, 0, 0, 0, 16, 1, 0, 0x80, .. new byte[16]]),                             // hello: version, 1 cipher, no session, challenge
        Ssl2Record([4, 0, 1, 0, 2, .. U16((ushort)LabCertificates.Client.Length), 0, 3, 0, 16, .. LabCertificates.Client, 1, 0, 0x80, .. new byte[16]]),
        Ssl2Record([2, 1, 0, 0x80, 0, 0, 0, 16, 0, 0, .. new byte[16]]));                                  // master key

    /// <summary>DTLS 1.2 with a cookie; the certificate comes in fragments that change places.</summary>
    public static FuzzSeed Datagrams12 => new(
    [
        (0, Datagram(Handshake, 0, 0, Fragment(1, 0, DatagramClient(0xFEFD, [0xC02B], ServerName("d.example"))))),
        ((Events.Direction)1, Datagram(Handshake, 0, 0, Fragment(3, 0, [0xFE, 0xFF, 2, 7, 7]))),               // hello verify: version, cookie
        (0, Datagram(Handshake, 0, 1, Fragment(1, 1, DatagramClient(0xFEFD, [0xC02B], ServerName("d.example"))))),
        ((Events.Direction)1, Datagram(Handshake, 0, 1, Fragment(2, 1, Server(0xFEFD, [], 0xC02B)))),
        ((Events.Direction)1, Datagram(Handshake, 0, 3, Fragment(11, 2, CertificateBody, 300, CertificateBody.Length - 300))),
        ((Events.Direction)1, Datagram(Handshake, 0, 2, Fragment(11, 2, CertificateBody, 0, 350))),            // overlaps the other by 50 bytes
        ((Events.Direction)1, Datagram(Handshake, 0, 4, [.. Fragment(12, 3, ServerKeyExchange[4..]), .. Fragment(14, 4, [])])),
        (0, [.. Datagram(Handshake, 0, 2, Fragment(16, 2, [1, 9])), .. Datagram(ChangeCipherSpec, 0, 3, [1]), .. Datagram(Handshake, 1, 0, new byte[40])]),
        ((Events.Direction)1, [.. Datagram(ChangeCipherSpec, 0, 5, [1]), .. Datagram(Handshake, 1, 0, new byte[40])]),
    ]);

    public static byte[] Record(byte type, byte[] fragment) => [type, 3, 3, .. Vector16(fragment)];

    public static byte[] Message(byte type, byte[] body) => [type, .. Vector24(body)];

    public static byte[] Datagram(byte type, ushort epoch, byte sequence, byte[] fragment) =>
        [type, 0xFE, 0xFD, .. U16(epoch), 0, 0, 0, 0, 0, sequence, .. Vector16(fragment)];

    public static byte[] Fragment(byte type, ushort number, byte[] body) => Fragment(type, number, body, 0, body.Length);

    public static byte[] Fragment(byte type, ushort number, byte[] body, int offset, int length) =>
        [type, .. U24(body.Length), .. U16(number), .. U24(offset), .. U24(length), .. body[offset..(offset + length)]];

    private static byte[] CertificateBody => Certificates(LabCertificates.Authority)[4..];

    private static byte[] Server(ushort version, byte[] sessionId, ushort cipher, params (ushort, byte[])[] extensions) =>
        [.. U16(version), .. new byte[32], (byte)sessionId.Length, .. sessionId, .. U16(cipher), 0, .. extensions.Length == 0 ? [] : Block(extensions)];

    private static byte[] WithSession(byte[] hello) => [.. hello[..34], (byte)SessionId.Length, .. SessionId, .. hello[35..]];

    private static byte[] Ssl2Record(byte[] body) => [.. U16((ushort)(0x8000 | body.Length)), .. body];

    private static byte[] Vector24(byte[] content) => [.. U24(content.Length), .. content];

    private static byte[] U24(int value) => [(byte)(value >> 16), (byte)(value >> 8), (byte)value];
}
