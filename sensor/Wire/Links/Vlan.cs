using System.Buffers.Binary;

namespace NetSensor.Wire.Links;

/// <summary>
/// A VLAN tag behind its EtherType (IEEE 802.1Q §9.6):
/// <code>
/// | priority 3 bits, drop eligible 1 bit, id 12 bits | type or length 2 | ...
/// </code>
/// </summary>
internal static class Vlan
{
    /// <summary>Bytes of a tag without the EtherType that announced it.</summary>
    public const int TagLength = 4;

    private const int IdMask = 0x0FFF;

    /// <summary>Reads one tag: the first becomes the outer id, the last of any others the inner one.</summary>
    public static Layer Read(ReadOnlySpan<byte> bytes, ref int offset, ref PacketHeaders headers)
    {
        var tag = bytes[offset..];
        if (tag.Length < TagLength)
        {
            headers.Fault = DecodeFault.TruncatedVlanHeader;
            return Layer.Truncated;
        }
        var id = (ushort)((BinaryPrimitives.ReadUInt16BigEndian(tag) & IdMask) | PacketHeaders.VlanPresent);
        if (headers.OuterVlan == 0) headers.OuterVlan = id;
        else headers.InnerVlan = id;
        offset += TagLength;
        return EtherTypes.Next(BinaryPrimitives.ReadUInt16BigEndian(tag[2..]), ref headers);
    }
}
