using System.Security.Cryptography;
using static NetSensor.Generator.Octets;

namespace NetSensor.Generator;

/// <summary>Datagrams of QUIC version 1: the client's first one sealed as RFC 9001 §5 says, the others as noise behind a readable header.</summary>
public static class QuicMessages
{
    private const int DatagramBytes = 1200;
    private const int TagBytes = 16;
    private static readonly byte[] Salt = Convert.FromHexString("38762cf7f55934b34d179ae6a4c80cadccbb7f0a");

    /// <summary>The client's first datagram: a ClientHello in a CRYPTO frame, padded.</summary>
    public static byte[] ClientInitial(byte[] hello, byte[] destinationId, byte[] sourceId)
    {
        byte[] header = [0xC3, 0, 0, 0, 1, .. Block8(destinationId), .. Block8(sourceId), 0, 0, 0, 0, 0, 0, 0];     // length and packet number follow
        var plain = new byte[DatagramBytes - header.Length - TagBytes];
        byte[] frame = [6, 0, .. U16(0x4000 | hello.Length), .. hello];
        frame.CopyTo(plain, 0);
        var numberAt = header.Length - 4;
        U16(0x4000 | (plain.Length + 4 + TagBytes)).CopyTo(header, numberAt - 2);
        return Seal(header, plain, Keys(destinationId), numberAt);
    }

    /// <summary>The server's first datagram: an Initial and a Handshake packet that are noise behind their headers.</summary>
    public static byte[] ServerInitial(byte[] destinationId, byte[] sourceId, Random chance) =>
    [
        0xC1, 0, 0, 0, 1, .. Block8(destinationId), .. Block8(sourceId), 0, .. U16(0x4000 | 160), .. Noise(160, chance),
        0xE1, 0, 0, 0, 1, .. Block8(destinationId), .. Block8(sourceId), .. U16(0x4000 | 980), .. Noise(980, chance),
    ];

    /// <summary>A packet behind the handshake: the short header, then noise.</summary>
    public static byte[] Short(byte[] destinationId, int length, Random chance) => [(byte)(0x40 | chance.Next(32)), .. destinationId, .. Noise(length, chance)];

    private static (byte[] Key, byte[] Vector, byte[] Header) Keys(byte[] destinationId)
    {
        var client = Expand(HKDF.Extract(HashAlgorithmName.SHA256, destinationId, Salt), "client in", 32);
        return (Expand(client, "quic key", 16), Expand(client, "quic iv", 12), Expand(client, "quic hp", 16));
    }

    private static byte[] Expand(byte[] secret, string label, int length) =>
        HKDF.Expand(HashAlgorithmName.SHA256, secret, length, [.. U16(length), .. Block8(Ascii("tls13 " + label)), 0]);

    private static byte[] Seal(byte[] header, byte[] plain, (byte[] Key, byte[] Vector, byte[] Header) keys, int numberAt)
    {
        byte[] packet = [.. header, .. plain, .. new byte[TagBytes]];
        using var gcm = new AesGcm(keys.Key, TagBytes);
        gcm.Encrypt(keys.Vector, plain, packet.AsSpan(header.Length, plain.Length), packet.AsSpan(packet.Length - TagBytes), header);     // packet number 0
        using var aes = Aes.Create();
        aes.Key = keys.Header;
        var mask = aes.EncryptEcb(packet.AsSpan(numberAt + 4, 16), PaddingMode.None);
        packet[0] ^= (byte)(mask[0] & 0x0F);
        for (var i = 0; i < 4; i++) packet[numberAt + i] ^= mask[1 + i];
        return packet;
    }
}
