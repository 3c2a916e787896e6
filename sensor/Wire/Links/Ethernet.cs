using System.Buffers.Binary;

namespace NetSensor.Wire.Links;

/// <summary>
/// Ethernet II and IEEE 802.3 (IEEE 802.3 §3.1.1), and the tags that stand between the addresses and what is carried:
/// <code>
/// | destination 6 | source 6 | type or length 2 | ...
/// FabricPath:     | ftag and ttl 2 | Ethernet frame          802.1ah: | flags and I-SID 4 | Ethernet frame
/// VN-Tag:         | tag 4 | type 2 | ...                     802.1BR: | tag 6 | type 2 | ...
/// </code>
/// </summary>
internal static class Ethernet
{
    /// <summary>Bytes of the header.</summary>
    public const int HeaderLength = 14;

    private const int FabricPathTagLength = 2;
    private const int BackboneTagLength = 4;
    private const int VnTagLength = 4;
    private const int PortExtenderTagLength = 6;

    /// <summary>Reads the header at <paramref name="offset"/> and moves behind it.</summary>
    public static Layer Read(ReadOnlySpan<byte> bytes, ref int offset, ref PacketHeaders headers)
    {
        var frame = bytes[offset..];
        if (frame.Length < HeaderLength)
        {
            headers.Fault = DecodeFault.TruncatedEthernetFrame;
            return Layer.Truncated;
        }
        // two overlapping 8-byte reads are cheaper than six single ones
        headers.DestinationMac = new MacAddress(BinaryPrimitives.ReadUInt64BigEndian(frame) >> 16);
        headers.SourceMac = new MacAddress(BinaryPrimitives.ReadUInt64BigEndian(frame[4..]) & 0xFFFF_FFFF_FFFF);
        offset += HeaderLength;
        return EtherTypes.Next(BinaryPrimitives.ReadUInt16BigEndian(frame[12..]), ref headers);
    }

    /// <summary>Passes over a FabricPath tag.</summary>
    public static Layer SkipFabricPath(ref int offset)
    {
        offset += FabricPathTagLength;
        return Layer.Ethernet;
    }

    /// <summary>Passes over an 802.1ah service tag.</summary>
    public static Layer SkipBackboneTag(ref int offset)
    {
        offset += BackboneTagLength;
        return Layer.Ethernet;
    }

    /// <summary>Passes over a VN-Tag.</summary>
    public static Layer ReadVnTag(ReadOnlySpan<byte> bytes, ref int offset, ref PacketHeaders headers) =>
        SkipTag(bytes, VnTagLength, ref offset, ref headers);

    /// <summary>Passes over an 802.1BR E-Tag.</summary>
    public static Layer ReadPortExtenderTag(ReadOnlySpan<byte> bytes, ref int offset, ref PacketHeaders headers) =>
        SkipTag(bytes, PortExtenderTagLength, ref offset, ref headers);

    private static Layer SkipTag(ReadOnlySpan<byte> bytes, int tagLength, ref int offset, ref PacketHeaders headers)
    {
        var tag = bytes[offset..];
        if (tag.Length < tagLength + 2)
        {
            headers.Fault = DecodeFault.TruncatedLinkHeader;
            return Layer.Truncated;
        }
        offset += tagLength + 2;
        return EtherTypes.Next(BinaryPrimitives.ReadUInt16BigEndian(tag[tagLength..]), ref headers);
    }
}
