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

    /// <summary>Whether a datagram is the SYN with which a handshake begins.</summary>
    public static ProbeVerdict Probe(ReadOnlySpan<byte> bytes, Direction direction, bool likelyPort) =>
        direction == Direction.FromOriginator && (ReadFlags(bytes, out var acknowledged) & (Syn | Ack)) == Syn && acknowledged == uint.MaxValue
            ? ProbeVerdict.Yes
            : ProbeVerdict.No;

    /// <summary>Waits behind the SYN for the answer to it, which proves the protocol.</summary>
    public static ProbeVerdict Judge(ReadOnlySpan<byte> bytes, Direction direction)
    {
        if (direction == Direction.FromOriginator) return ProbeVerdict.Maybe;
        return (ReadFlags(bytes, out _) & (Syn | Ack)) == (Syn | Ack) ? ProbeVerdict.Yes : ProbeVerdict.No;
    }

    private static int ReadFlags(ReadOnlySpan<byte> bytes, out uint acknowledged)
    {
        var reader = new ByteReader(bytes);
        acknowledged = reader.U32();
        reader.Skip(2);
        var flags = reader.U16();
        return bytes.Length < HandshakeLength ? 0 : flags;
    }
}
