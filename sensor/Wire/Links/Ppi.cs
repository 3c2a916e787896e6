using System.Buffers.Binary;

namespace NetSensor.Wire.Links;

/// <summary>
/// Per-Packet Information (LINKTYPE_PPI), little-endian:
/// <code>
/// | version 1 | flags 1 | length 2 | link type 4 | fields ...
/// </code>
/// </summary>
internal static class Ppi
{
    private const int HeaderLength = 8;

    /// <summary>Passes over the header and returns the link type behind it; <see cref="LinkType.Ppi"/> itself when there is none.</summary>
    public static LinkType Read(ReadOnlySpan<byte> bytes, ref int offset)
    {
        var header = bytes[offset..];
        if (header.Length < HeaderLength) return LinkType.Ppi;
        int length = BinaryPrimitives.ReadUInt16LittleEndian(header[2..]);
        if (length < HeaderLength || length > header.Length) return LinkType.Ppi;
        offset += length;
        var link = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
        return link > ushort.MaxValue ? LinkType.Ppi : (LinkType)link;
    }
}
