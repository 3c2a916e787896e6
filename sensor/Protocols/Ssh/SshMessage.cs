using NetSensor.Protocols.Text;
using NetSensor.Wire;

namespace NetSensor.Protocols.Ssh;

/// <summary>
/// The plain part of SSH: identification lines and packets before encryption (RFC 4253 §4.2, §6).
/// <code>
/// version 2: | length 4 | padding length 1 | type 1 | … |
/// version 1: | length 4 | padding 8 - length % 8 | type 1 | … | checksum 4 |
/// </code>
/// </summary>
public static class SshMessage
{
    /// <summary>Longest packet of a key exchange; RFC 4253 §6.1 asks for 35,000 bytes, and long host keys with signatures take some more.</summary>
    public const uint MaxPacket = 64 * 1024;

    /// <summary>Longest identification line; RFC 4253 §4.2 allows 255 bytes.</summary>
    public const int MaxIdentification = 512;

    private const byte NewKeys = 21;                // SSH_MSG_NEWKEYS
    private const byte SessionKey = 3;              // SSH_CMSG_SESSION_KEY of version 1

    /// <summary>Whether a side begins with an identification line.</summary>
    public static ProbeVerdict BeginsIdentification(ReadOnlySpan<byte> bytes)
    {
        var begins = Lines.BeginWith(bytes, "SSH-"u8);
        if (begins != ProbeVerdict.Yes || bytes.Length < 6) return begins == ProbeVerdict.No ? ProbeVerdict.No : ProbeVerdict.Maybe;
        return bytes[4] is (byte)'1' or (byte)'2' && bytes[5] == '.' ? ProbeVerdict.Yes : ProbeVerdict.No;
    }

    /// <summary>Whether an identification line speaks version 2; "1.99" is a server of both.</summary>
    public static bool SpeaksVersion2(ReadOnlySpan<byte> line) => line.Length > 4 && (line[4] == '2' || line[4..].StartsWith("1.99"u8));

    /// <summary>
    /// Reads the head of a packet: its whole length, and whether it ends the key exchange. Zero when more bytes are needed, -1 when the length is
    /// none that a key exchange has.
    /// </summary>
    public static long Packet(ReadOnlySpan<byte> bytes, bool version2, out bool endsKeyExchange)
    {
        endsKeyExchange = false;
        var reader = new ByteReader(bytes);
        var length = reader.U32();
        if (reader.Truncated) return 0;
        if (length is 0 or > MaxPacket) return -1;
        var padding = version2 ? 1 : 8 - (int)(length % 8);
        reader.Skip(padding);
        var type = reader.U8();
        if (reader.Truncated) return 0;
        endsKeyExchange = type == (version2 ? NewKeys : SessionKey);
        return 4 + length + (version2 ? 0 : padding);
    }
}
