using NetSensor.Protocols.Recognition;
using NetSensor.Wire;

namespace NetSensor.Protocols.Kerberos;

/// <summary>
/// Heads of Kerberos messages (RFC 4120 §5).
/// <code>
/// | application tag, len | 30 len | a0 or a1, 03 | 02 01 05 (version) | a1 or a2, 03 | 02 01 message type |
/// over TCP (RFC 4120 §7.2.2): length 4 in front
/// </code>
/// </summary>
public static class KerberosMessage
{
    private const byte ApplicationConstructed = 0x60;
    private const int Version = 5;
    private const uint MaxRecord = 1 << 20;         // tickets with large authorisation data take some 60 KB

    /// <summary>Judges the first bytes of a datagram or of the message inside a TCP record or token.</summary>
    public static ProbeVerdict Judge(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return ProbeVerdict.Maybe;
        if (!IsMessageTag(bytes[0])) return ProbeVerdict.No;
        var reader = new ByteReader(bytes);
        var type = Der.Head(ref reader, out _) & 0x1f;
        var sequence = Der.Head(ref reader, out _);
        var field = Der.Head(ref reader, out _);
        var version = Der.SmallInteger(ref reader);
        if (reader.Truncated) return ProbeVerdict.Maybe;
        if (sequence != Der.Sequence || field is not (0xa0 or 0xa1) || version != Version) return ProbeVerdict.No;
        Der.Head(ref reader, out _);
        var told = Der.SmallInteger(ref reader);
        if (reader.Truncated) return ProbeVerdict.Maybe;
        return told == type ? ProbeVerdict.Yes : ProbeVerdict.No;
    }

    /// <summary>Judges the first bytes of a TCP stream.</summary>
    public static ProbeVerdict JudgeRecord(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        var length = reader.U32();
        if (reader.Truncated) return bytes.Length > 0 && bytes[0] != 0 ? ProbeVerdict.No : ProbeVerdict.Maybe;
        return length is < 10 or > MaxRecord ? ProbeVerdict.No : Judge(reader.Rest);
    }

    /// <summary>Which message begins here; None when it is none of those that are read.</summary>
    public static KerberosMessageType TypeOf(ReadOnlySpan<byte> message)
    {
        if (message.IsEmpty || !IsMessageTag(message[0])) return KerberosMessageType.None;
        var type = (KerberosMessageType)(message[0] & 0x1f);
        return type is (>= KerberosMessageType.AsRequest and <= KerberosMessageType.ApReply) or KerberosMessageType.Error ? type : KerberosMessageType.None;
    }

    /// <summary>AS and TGS request and reply, AP request and reply, SAFE, PRIV, CRED and ERROR.</summary>
    private static bool IsMessageTag(byte tag) =>
        (tag & 0xe0) == ApplicationConstructed && (tag & 0x1f) is (>= 10 and <= 15) or (>= 20 and <= 22) or 30;
}
