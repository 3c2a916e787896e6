using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Protocols.Rdp;

/// <summary>
/// The handshake of RDP's UDP transport ([MS-RDPEUDP] §2.2.2.1).
/// <code>| acknowledged 4, ff ff ff ff in the first | window 2 | flags 2 | … | padded to 1232</code>
/// </summary>
public static class RdpUdpMessage
{
    private const ushort Syn = 1;
    private const ushort Ack = 4;
    private const int HandshakeLength = 1232;       // §3.1.5.1.1: padded so that the path's size is tried

    /// <summary>A SYN of the originator may be it; the answer to it is.</summary>
    public static ProbeVerdict Judge(ReadOnlySpan<byte> bytes, Direction direction)
    {
        var reader = new ByteReader(bytes);
        var acknowledged = reader.U32();
        reader.Skip(2);
        var flags = reader.U16();
        if (reader.Truncated || bytes.Length < HandshakeLength || (flags & Syn) == 0) return ProbeVerdict.No;
        if (direction == Direction.FromResponder) return (flags & Ack) != 0 ? ProbeVerdict.Yes : ProbeVerdict.No;
        return acknowledged == uint.MaxValue ? ProbeVerdict.Maybe : ProbeVerdict.No;
    }
}
