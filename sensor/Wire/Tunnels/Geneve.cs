using System.Buffers.Binary;

namespace NetSensor.Wire.Tunnels;

/// <summary>
/// GENEVE (RFC 8926 §3.4):
/// <code>
/// | version 2 bits, option words 6 bits | O, C, reserved 6 bits | EtherType 2 | network id 3 | reserved 1 | options ... | packet
/// </code>
/// </summary>
internal static class Geneve
{
    private const int HeaderLength = 8;
    private const int ReservedBits = 0x3F;

    /// <summary>Notes the packet; <paramref name="strict"/> demands that all reserved bits are zero.</summary>
    public static bool Find(ReadOnlySpan<byte> payload, bool strict, ref PacketHeaders headers)
    {
        if (payload[0] >> 6 != 0)
        {
            if (!strict) headers.Fault = DecodeFault.GeneveVersion;
            return false;
        }
        if (strict && ((payload[1] & ReservedBits) != 0 || payload[7] != 0)) return false;
        var length = HeaderLength + (payload[0] & 0x3F) * 4;
        var link = InnerPacket.OfType((EtherType)BinaryPrimitives.ReadUInt16BigEndian(payload[2..]));
        if (link == LinkType.Null || length > headers.PayloadWireLength) return false;
        if (length == headers.PayloadWireLength && !strict) headers.Fault = DecodeFault.GeneveEmpty;
        return InnerPacket.Begin(Encapsulation.Geneve, link, length, ref headers);
    }
}
