using System.Buffers.Binary;

namespace NetSensor.Wire.Links;

/// <summary>
/// What capture drivers put before an 802.11 frame:
/// <code>
/// Radiotap: | version 1 | pad 1 | length 2, little-endian | present 4, more while bit 31 is set | fields ...
/// Prism:    | message 4 | length 4, both in the byte order of the driver's host | ...
/// AVS:      | 0x80211001 or 2 | length 4, network order | ...
/// </code>
/// </summary>
internal static class RadioHeaders
{
    private const int RadiotapMinimum = 8;
    private const int MaxPresentWords = 16; // one per radio chain; cards have up to eight
    private const uint TimerPresent = 1;
    private const uint FlagsPresent = 2;
    private const uint MorePresent = 0x8000_0000;
    private const byte DataPad = 0x20;
    private const uint AvsMagic = 0x8021_1000;
    private const int PrismMinimum = 8;
    private const int MaxHeaderLength = 1024; // Prism is 144, AVS 64 bytes; more is garbage

    /// <summary>Passes over a radiotap header; its flags tell whether the 802.11 header is padded.</summary>
    public static Layer ReadRadiotap(ReadOnlySpan<byte> bytes, ref int offset, ref PacketHeaders headers)
    {
        var radiotap = bytes[offset..];
        if (radiotap.Length < RadiotapMinimum) return Cut(ref headers);
        int length = BinaryPrimitives.ReadUInt16LittleEndian(radiotap[2..]);
        if (length < RadiotapMinimum || radiotap[0] != 0) return Layer.Malformed;
        if (length > radiotap.Length) return Cut(ref headers);
        offset += length;
        if (!HasDataPad(radiotap[..length])) return Layer.Ieee80211;
        var layer = Ieee80211.Read(bytes, ref offset, ref headers);
        var headerLength = offset - length;
        if (layer is Layer.Llc or Layer.Amsdu) offset = Math.Min(bytes.Length, length + ((headerLength + 3) & ~3));
        return layer;
    }

    /// <summary>Passes over a Prism header, or AVS where a Prism header should be.</summary>
    public static Layer ReadPrism(ReadOnlySpan<byte> bytes, ref int offset, ref PacketHeaders headers)
    {
        var prism = bytes[offset..];
        if (prism.Length < PrismMinimum) return Cut(ref headers);
        var length = BinaryPrimitives.ReadUInt32BigEndian(prism[4..]);
        var isAvs = (BinaryPrimitives.ReadUInt32BigEndian(prism) & 0xFFFF_FFF0) == AvsMagic;
        if (!isAvs && length > MaxHeaderLength) length = BinaryPrimitives.ReverseEndianness(length);
        if (length is < PrismMinimum or > MaxHeaderLength) return Layer.Malformed;
        if (length > prism.Length) return Cut(ref headers);
        offset += (int)length;
        return Layer.Ieee80211;
    }

    private static bool HasDataPad(ReadOnlySpan<byte> radiotap)
    {
        var first = BinaryPrimitives.ReadUInt32LittleEndian(radiotap[4..]);
        if ((first & FlagsPresent) == 0) return false;
        var fields = RadiotapMinimum;
        var present = first;
        for (var count = 0; count < MaxPresentWords && (present & MorePresent) != 0; count++)
        {
            if (fields + 4 > radiotap.Length) return false;
            present = BinaryPrimitives.ReadUInt32LittleEndian(radiotap[fields..]);
            fields += 4;
        }
        if ((first & TimerPresent) != 0) fields = ((fields + 7) & ~7) + 8; // the timer is aligned to its 8 bytes
        return fields < radiotap.Length && (radiotap[fields] & DataPad) != 0;
    }

    private static Layer Cut(ref PacketHeaders headers)
    {
        headers.Fault = DecodeFault.Truncated80211Header;
        return Layer.Truncated;
    }
}
