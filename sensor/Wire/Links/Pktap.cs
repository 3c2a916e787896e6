using System.Buffers.Binary;

namespace NetSensor.Wire.Links;

/// <summary>
/// macOS packet metadata (LINKTYPE_PKTAP), little-endian:
/// <code>
/// | length 4 | record type 4 | link type 4 | interface, process, ... |
/// </code>
/// </summary>
internal static class Pktap
{
    private const int MinimumLength = 12;

    /// <summary>Passes over the header and returns the link type behind it; <see cref="LinkType.Pktap"/> itself when there is none.</summary>
    public static LinkType Read(ReadOnlySpan<byte> bytes, ref int offset)
    {
        var header = bytes[offset..];
        if (header.Length < MinimumLength) return LinkType.Pktap;
        var length = BinaryPrimitives.ReadUInt32LittleEndian(header);
        var link = BinaryPrimitives.ReadUInt32LittleEndian(header[8..]);
        if (length < MinimumLength || length > (uint)header.Length || link > ushort.MaxValue) return LinkType.Pktap;
        offset += (int)length;
        return (LinkType)link;
    }
}
