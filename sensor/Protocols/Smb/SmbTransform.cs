using NetSensor.Wire;

namespace NetSensor.Protocols.Smb;

/// <summary>
/// What SMB 3 wraps messages in.
/// <code>
/// encrypted  ([MS-SMB2] §2.2.41): | fd 'SMB' | signature 16 | nonce 16 | size before 4 | 2 | flags 2 | session 8 | …
/// compressed (§2.2.42.1):         | fc 'SMB' | size before 4 | algorithm 2 | flags 2 | offset 4 | as many bytes as they are | compressed …
/// </code>
/// </summary>
internal static class SmbTransform
{
    /// <summary>First byte of an encrypted message.</summary>
    public const byte Encrypted = 0xfd;
    /// <summary>First byte of a compressed message.</summary>
    public const byte Compressed = 0xfc;

    private const int CompressionHeader = 16;
    private const ushort Chained = 1;               // SMB2_COMPRESSION_FLAG_CHAINED: the offset is a length then

    /// <summary>Reads the header of an encrypted message.</summary>
    public static bool TryReadEncrypted(ReadOnlySpan<byte> message, out ulong session, out uint size)
    {
        var reader = new ByteReader(message);
        reader.Skip(36);
        size = reader.U32Le();
        reader.Skip(4);
        session = reader.U64Le();
        return !reader.Truncated;
    }

    /// <summary>The beginning of a compressed message that was left as it is: usually its header.</summary>
    public static ReadOnlySpan<byte> Uncompressed(ReadOnlySpan<byte> message)
    {
        var reader = new ByteReader(message);
        reader.Skip(10);
        var flags = reader.U16Le();
        var offset = reader.U32Le();
        if (reader.Truncated || (flags & Chained) != 0) return default;
        var rest = message[CompressionHeader..];
        return offset < (uint)rest.Length ? rest[..(int)offset] : rest;
    }
}
