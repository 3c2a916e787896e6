using NetSensor.Protocols.Text;
using NetSensor.Wire;

namespace NetSensor.Protocols.Ssh;

/// <summary>
/// The plain part of SSH: identification lines and packets before encryption (RFC 4253 §4.2, §6).
/// <code>
/// version 2: | length 4 | padding length 1 | type 1 | payload | padding |
/// version 1: | length 4 | padding 8 - length % 8 | type 1 | payload | checksum 4 |
/// </code>
/// </summary>
public readonly ref struct SshMessage
{
    /// <summary>Longest packet of a key exchange; RFC 4253 §6.1 asks for 35,000 bytes, and long host keys with signatures take some more.</summary>
    public const uint MaxPacket = 64 * 1024;

    /// <summary>Longest identification line; RFC 4253 §4.2 allows 255 bytes.</summary>
    public const int MaxIdentification = 512;

    /// <summary>SSH_MSG_KEXINIT.</summary>
    public const byte Proposal = 20;

    /// <summary>SSH_MSG_NEWKEYS: what follows from this side is encrypted.</summary>
    public const byte NewKeys = 21;

    /// <summary>SSH_SMSG_PUBLIC_KEY of version 1.</summary>
    public const byte PublicKey = 2;

    /// <summary>SSH_CMSG_SESSION_KEY of version 1.</summary>
    public const byte SessionKey = 3;

    private const int ChecksumBytes = 4;

    /// <summary>Its type.</summary>
    public byte Type { get; private init; }

    /// <summary>What follows the type.</summary>
    public ReadOnlySpan<byte> Payload { get; private init; }

    /// <summary>Whether a side begins with an identification line.</summary>
    public static ProbeVerdict BeginsIdentification(ReadOnlySpan<byte> bytes)
    {
        var begins = Lines.BeginWith(bytes, "SSH-"u8);
        if (begins != ProbeVerdict.Yes || bytes.Length < 6) return begins == ProbeVerdict.No ? ProbeVerdict.No : ProbeVerdict.Maybe;
        return bytes[4] is (byte)'1' or (byte)'2' && bytes[5] == '.' ? ProbeVerdict.Yes : ProbeVerdict.No;
    }

    /// <summary>
    /// Reads a packet: its whole length, and what is in it. Zero when more bytes are needed, -1 when the length is none that a key exchange has.
    /// </summary>
    public static long Read(ReadOnlySpan<byte> bytes, int version, out SshMessage message)
    {
        message = default;
        var reader = new ByteReader(bytes);
        var length = reader.U32();
        if (reader.Truncated) return 0;
        if (length is 0 or > MaxPacket) return -1;
        var padding = version == 2 ? 0 : 8 - (int)(length % 8);
        var packet = reader.Block((int)length + padding);
        if (packet.Truncated) return 0;
        var trailing = version == 2 ? packet.U8() : ChecksumBytes;
        packet.Skip(padding);
        var type = packet.U8();
        var payload = packet.Bytes(packet.Remaining - trailing);
        if (packet.Truncated) return -1;
        message = new SshMessage { Type = type, Payload = payload };
        return reader.Position;
    }
}
