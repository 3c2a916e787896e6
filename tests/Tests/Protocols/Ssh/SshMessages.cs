using System.Buffers.Binary;
using System.Text;

namespace NetSensor.Tests.Protocols.Ssh;

/// <summary>Messages of SSH's key exchange, written from RFC 4253.</summary>
internal static class SshMessages
{
    public static readonly byte[] ClientLine = "SSH-2.0-Client_1\r\n"u8.ToArray();
    public static readonly byte[] ServerLine = "SSH-2.0-Server_2\r\n"u8.ToArray();

    /// <summary>SSH_MSG_KEXINIT with these lists: methods, host keys, ciphers, MACs, compressions; the same for both directions.</summary>
    public static byte[] Proposal(string methods, string hostKeys, string ciphers, string macs, string compressions) => Packet(20,
    [
        .. new byte[16],                                                    // cookie
        .. Name(methods), .. Name(hostKeys),
        .. Name(ciphers), .. Name(ciphers), .. Name(macs), .. Name(macs), .. Name(compressions), .. Name(compressions),
        .. Name(""), .. Name(""),                                           // languages
        0, 0, 0, 0, 0,                                                      // no guessed packet follows, reserved
    ]);

    /// <summary>A packet before encryption: length, padding length, type, payload, padding.</summary>
    public static byte[] Packet(byte type, byte[] payload)
    {
        var padding = 8 - (payload.Length + 6) % 8 + 4;
        return [.. Number(payload.Length + 2 + padding), (byte)padding, type, .. payload, .. new byte[padding]];
    }

    /// <summary>A text behind its length of four bytes.</summary>
    public static byte[] Name(string text) => [.. Number(text.Length), .. Encoding.ASCII.GetBytes(text)];

    public static byte[] ClientProposal => Proposal("curve25519-sha256,ecdh-sha2-nistp256", "ssh-ed25519,ssh-rsa", "aes128-ctr,aes256-ctr", "hmac-sha2-256", "none,zlib");
    public static byte[] ServerProposal => Proposal("ecdh-sha2-nistp256", "ssh-rsa", "aes256-ctr,aes128-ctr", "hmac-sha1,hmac-sha2-256", "none");
    public static byte[] ExchangeReply => Packet(31, [.. Name("host key"), .. Name("point"), .. Name("signature")]);
    public static byte[] NewKeys => Packet(21, []);

    private static byte[] Number(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
