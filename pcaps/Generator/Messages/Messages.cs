using System.Buffers.Binary;
using System.Text;
using NetSensor.Wire;

namespace NetSensor.Generator;

/// <summary>Payloads that the scenarios send: DNS, NTP, TLS and HTTP.</summary>
public static class Messages
{
    /// <summary>A DNS query for the IPv4 address of a name (RFC 1035 §4.1).</summary>
    public static byte[] DnsQuery(ushort id, string name) => [.. DnsHeader(id, 0x0100, 0), .. DnsQuestion(name)];

    /// <summary>The answer to <see cref="DnsQuery"/>; NXDOMAIN when there is no address.</summary>
    public static byte[] DnsAnswer(ushort id, string name, IpAddr? address, uint ttl)
    {
        if (address is not { } ip) return [.. DnsHeader(id, 0x8183, 0), .. DnsQuestion(name)];
        Span<byte> record = stackalloc byte[16];
        BinaryPrimitives.WriteUInt16BigEndian(record, 0xC00C); // the name in the question
        BinaryPrimitives.WriteUInt16BigEndian(record[2..], 1);
        BinaryPrimitives.WriteUInt16BigEndian(record[4..], 1);
        BinaryPrimitives.WriteUInt32BigEndian(record[6..], ttl);
        BinaryPrimitives.WriteUInt16BigEndian(record[10..], 4);
        ip.WriteBytes(record[12..]);
        return [.. DnsHeader(id, 0x8180, 1), .. DnsQuestion(name), .. record];
    }

    /// <summary>An NTP version 4 packet of a client (mode 3) or server (mode 4) (RFC 5905 §7.3).</summary>
    public static byte[] Ntp(bool fromServer, Timestamp now)
    {
        var packet = new byte[48];
        packet[0] = (byte)(0x20 | (fromServer ? 4 : 3));
        packet[1] = fromServer ? (byte)2 : (byte)0;
        packet[2] = 6;
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(40), (uint)(now.Nanoseconds / Timestamp.NanosecondsPerSecond + 2_208_988_800));
        return packet;
    }

    /// <summary>A TLS 1.3 ClientHello with server name, ALPN and the usual extensions (RFC 8446 §4.1.2).</summary>
    public static byte[] ClientHello(string serverName, ReadOnlySpan<ushort> ciphers, string alpn, Random chance)
    {
        var name = Encoding.ASCII.GetBytes(serverName);
        var protocol = Encoding.ASCII.GetBytes(alpn);
        byte[] extensions =
        [
            .. Extension(0, [.. U16(name.Length + 3), 0, .. U16(name.Length), .. name]),
            .. Extension(10, [.. U16(4), .. U16(0x001D), .. U16(0x0017)]),
            .. Extension(11, [1, 0]),
            .. Extension(13, [.. U16(6), .. U16(0x0403), .. U16(0x0804), .. U16(0x0401)]),
            .. Extension(16, [.. U16(protocol.Length + 1), (byte)protocol.Length, .. protocol]),
            .. Extension(43, [4, .. U16(0x0304), .. U16(0x0303)]),
            .. Extension(45, [1, 1]),
            .. Extension(51, [.. U16(36), .. U16(0x001D), .. U16(32), .. Noise(32, chance)]),
        ];
        byte[] suites = [];
        foreach (var cipher in ciphers) suites = [.. suites, .. U16(cipher)];
        return Handshake(1, [3, 3, .. Noise(32, chance), 32, .. Noise(32, chance), .. U16(suites.Length), .. suites, 1, 0, .. U16(extensions.Length), .. extensions]);
    }

    /// <summary>A TLS 1.3 ServerHello, ChangeCipherSpec and the encrypted rest of the server's first flight.</summary>
    public static byte[] ServerHello(ushort cipher, int encryptedLength, Random chance)
    {
        byte[] extensions = [.. Extension(43, U16(0x0304)), .. Extension(51, [.. U16(0x001D), .. U16(32), .. Noise(32, chance)])];
        return
        [
            .. Handshake(2, [3, 3, .. Noise(32, chance), 32, .. Noise(32, chance), .. U16(cipher), 0, .. U16(extensions.Length), .. extensions]),
            20, 3, 3, 0, 1, 1,
            .. ApplicationData(encryptedLength, chance),
        ];
    }

    /// <summary>A TLS record of encrypted data.</summary>
    public static byte[] ApplicationData(int length, Random chance) => [23, 3, 3, .. U16(length), .. Noise(length, chance)];

    /// <summary>An HTTP/1.1 request.</summary>
    public static byte[] HttpGet(string host, string path, string agent) =>
        Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: {agent}\r\nAccept: */*\r\n\r\n");

    /// <summary>An HTTP/1.1 request that sends bytes of no known kind.</summary>
    public static byte[] HttpPost(string host, string path, string agent, byte[] body) =>
        [.. Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: {agent}\r\nContent-Type: application/octet-stream\r\nContent-Length: {body.Length}\r\n\r\n"), .. body];

    /// <summary>An HTTP/1.1 answer with a body of plain text.</summary>
    public static byte[] HttpOk(string body) =>
        Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Type: text/plain\r\nContent-Length: {body.Length}\r\n\r\n{body}");

    private static byte[] DnsHeader(ushort id, int flags, int answers) => [.. U16(id), .. U16(flags), .. U16(1), .. U16(answers), .. U16(0), .. U16(0)];

    private static byte[] DnsQuestion(string name)
    {
        byte[] labels = [];
        foreach (var label in name.Split('.')) labels = [.. labels, (byte)label.Length, .. Encoding.ASCII.GetBytes(label)];
        return [.. labels, 0, .. U16(1), .. U16(1)];
    }

    private static byte[] Handshake(byte type, byte[] body) =>
        [22, 3, 1, .. U16(body.Length + 4), type, (byte)(body.Length >> 16), .. U16(body.Length & 0xFFFF), .. body];

    private static byte[] Extension(int type, byte[] body) => [.. U16(type), .. U16(body.Length), .. body];

    private static byte[] U16(int value) => [(byte)(value >> 8), (byte)value];

    private static byte[] Noise(int length, Random chance)
    {
        var bytes = new byte[length];
        chance.NextBytes(bytes);
        return bytes;
    }
}
