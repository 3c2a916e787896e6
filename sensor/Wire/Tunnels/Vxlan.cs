using System.Buffers.Binary;

namespace NetSensor.Wire.Tunnels;

/// <summary>
/// VXLAN (RFC 7348 §5):
/// <code>
/// | flags 1, of which I (0x08) | reserved 3 | network id 3 | reserved 1 | Ethernet frame
/// </code>
/// </summary>
internal static class Vxlan
{
    private const int HeaderLength = 8;
    private const byte NetworkIdPresent = 0x08;

    /// <summary>Notes the frame; <paramref name="strict"/> demands that all reserved bits are zero.</summary>
    public static bool Find(ReadOnlySpan<byte> payload, bool strict, ref PacketHeaders headers)
    {
        if ((payload[0] & NetworkIdPresent) == 0) return false;
        if (strict && (BinaryPrimitives.ReadUInt32BigEndian(payload) != (uint)NetworkIdPresent << 24 || payload[7] != 0)) return false;
        if (headers.PayloadWireLength == HeaderLength) headers.Fault = DecodeFault.VxlanEmpty;
        return InnerPacket.Begin(Encapsulation.Vxlan, LinkType.Ethernet, HeaderLength, ref headers);
    }
}
