using System.Security.Cryptography;
using NetSensor.Wire;

namespace NetSensor.Protocols.Ssh;

/// <summary>Where a server shows its host key, and the key's fingerprint: MD5, which ssh.log has, and older clients show.</summary>
public static class SshHostKey
{
    private const byte ExchangeReply = 31;          // KEXDH_REPLY (RFC 4253 §8), KEX_ECDH_REPLY (RFC 5656 §4)
    private const byte GroupExchangeReply = 33;     // RFC 4419 §3
    private const byte GssHostKey = 33;             // RFC 4462 §2.1
    private const byte RsaPublicKey = 30;           // RFC 4432 §4

    /// <summary>The fingerprint of the host key in a server's message; null when there is none in it.</summary>
    public static string? InMessage(byte type, ReadOnlySpan<byte> payload, string method)
    {
        if (type != MessageOf(method)) return null;
        var reader = new ByteReader(payload);
        var key = reader.Bytes((int)Math.Min(reader.U32(), int.MaxValue));
        return reader.Truncated || key.IsEmpty ? null : Fingerprint(key, default);
    }

    /// <summary>
    /// The fingerprint of the host key in SSH_SMSG_PUBLIC_KEY of version 1: modulus, then exponent; null when the message is cut.
    /// <code>| cookie 8 | server key: bits 4, exponent, modulus | host key: bits 4, exponent, modulus | …, numbers behind their length in bits 2</code>
    /// </summary>
    public static string? OfVersion1(ReadOnlySpan<byte> payload)
    {
        var reader = new ByteReader(payload);
        reader.Skip(8 + 4);
        Number(ref reader);
        Number(ref reader);
        reader.Skip(4);
        var exponent = Number(ref reader);
        var modulus = Number(ref reader);
        return reader.Truncated ? null : Fingerprint(modulus, exponent);
    }

    private static byte MessageOf(string method)
    {
        if (method.StartsWith("diffie-hellman-group-exchange-", StringComparison.Ordinal)) return GroupExchangeReply;
        if (method.StartsWith("gss-", StringComparison.Ordinal)) return GssHostKey;
        return method.StartsWith("rsa", StringComparison.Ordinal) ? RsaPublicKey : ExchangeReply;
    }

    private static ReadOnlySpan<byte> Number(ref ByteReader reader) => reader.Bytes((reader.U16() + 7) / 8);

    private static string Fingerprint(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        Span<byte> hash = stackalloc byte[MD5.HashSizeInBytes];
        using (var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5))
        {
            md5.AppendData(first);
            md5.AppendData(second);
            md5.GetHashAndReset(hash);
        }
        Span<char> text = stackalloc char[hash.Length * 3 - 1];
        for (var i = 0; i < hash.Length; i++)
        {
            text[i * 3] = "0123456789abcdef"[hash[i] >> 4];
            text[i * 3 + 1] = "0123456789abcdef"[hash[i] & 15];
            if (i + 1 < hash.Length) text[i * 3 + 2] = ':';
        }
        return new string(text);
    }
}
