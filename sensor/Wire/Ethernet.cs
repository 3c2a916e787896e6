using System.Buffers.Binary;

namespace NetSensor.Wire;

/// <summary>
/// Ethernet II and IEEE 802.3 (IEEE 802.3 §3.1.1):
/// <code>
/// | destination 6 | source 6 | type or length 2 | ...
/// </code>
/// </summary>
internal static class Ethernet
{
    /// <summary>Bytes of the header.</summary>
    public const int HeaderLength = 14;

    /// <summary>Reads the header at <paramref name="offset"/> and moves behind it.</summary>
    public static Layer Read(ReadOnlySpan<byte> bytes, ref int offset, ref PacketHeaders headers)
    {
        var frame = bytes[offset..];
        if (frame.Length < HeaderLength) return Layer.Truncated;
        // two overlapping 8-byte reads are cheaper than six single ones
        headers.DestinationMac = new MacAddress(BinaryPrimitives.ReadUInt64BigEndian(frame) >> 16);
        headers.SourceMac = new MacAddress(BinaryPrimitives.ReadUInt64BigEndian(frame[4..]) & 0xFFFF_FFFF_FFFF);
        offset += HeaderLength;
        return EtherTypes.Next(BinaryPrimitives.ReadUInt16BigEndian(frame[12..]));
    }
}
