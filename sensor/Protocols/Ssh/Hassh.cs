using System.Buffers;
using System.Security.Cryptography;

namespace NetSensor.Protocols.Ssh;

/// <summary>HASSH (BSD licence, Salesforce): MD5 of a side's key exchange methods, ciphers, MACs and compressions, joined by semicolons.</summary>
public static class Hassh
{
    /// <summary>Of a client: what it offers towards the server.</summary>
    public static string OfClient(SshProposal offer) => Digest(
        offer[SshNameList.KeyExchange], offer[SshNameList.CipherToServer], offer[SshNameList.MacToServer], offer[SshNameList.CompressionToServer]);

    /// <summary>Of a server: what it offers towards the client.</summary>
    public static string OfServer(SshProposal offer) => Digest(
        offer[SshNameList.KeyExchange], offer[SshNameList.CipherToClient], offer[SshNameList.MacToClient], offer[SshNameList.CompressionToClient]);

    private static string Digest(ReadOnlySpan<byte> methods, ReadOnlySpan<byte> ciphers, ReadOnlySpan<byte> macs, ReadOnlySpan<byte> compressions)
    {
        var text = ArrayPool<byte>.Shared.Rent(methods.Length + ciphers.Length + macs.Length + compressions.Length + 3);
        var length = Append(text, 0, methods);
        length = Append(text, length, ";"u8);
        length = Append(text, length, ciphers);
        length = Append(text, length, ";"u8);
        length = Append(text, length, macs);
        length = Append(text, length, ";"u8);
        length = Append(text, length, compressions);
        Span<byte> hash = stackalloc byte[MD5.HashSizeInBytes];
        MD5.HashData(text.AsSpan(0, length), hash);
        ArrayPool<byte>.Shared.Return(text);
        return Convert.ToHexStringLower(hash);
    }

    private static int Append(byte[] text, int length, ReadOnlySpan<byte> more)
    {
        more.CopyTo(text.AsSpan(length));
        return length + more.Length;
    }
}
