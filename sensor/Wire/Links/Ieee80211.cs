using System.Buffers.Binary;

namespace NetSensor.Wire.Links;

/// <summary>
/// Data frames of IEEE 802.11 (§9.2, §9.3.2):
/// <code>
/// | frame control 2 | duration 2 | address 6 | address 6 | address 6 | sequence 2 | address 6: both distribution bits |
/// | QoS control 2: QoS subtypes | HT control 4: order bit | LLC ..., or A-MSDU: | destination 6 | source 6 | length 2 | LLC ...
/// </code>
/// </summary>
internal static class Ieee80211
{
    private const int HeaderLength = 24;
    private const int AddressLength = 6;
    private const int QosControlLength = 2;
    private const int HtControlLength = 4;
    private const int AmsduHeaderLength = 14;

    private const int TypeMask = 0x0C;
    private const int DataType = 0x08;
    private const int QosSubtype = 0x80;
    private const int NoDataSubtype = 0x40;
    private const int ToDistribution = 0x01;
    private const int FromDistribution = 0x02;
    private const int Protected = 0x40;
    private const int Order = 0x80;
    private const int AmsduPresent = 0x80;

    /// <summary>Reads the header of a frame; management, control, empty and encrypted frames carry nothing to read.</summary>
    public static Layer Read(ReadOnlySpan<byte> bytes, ref int offset, ref PacketHeaders headers)
    {
        var frame = bytes[offset..];
        if (frame.Length < 2) return Cut(ref headers);
        int control = frame[0], flags = frame[1];
        if ((control & TypeMask) != DataType || (control & NoDataSubtype) != 0) return Layer.NotIp;
        if (frame.Length < HeaderLength) return Cut(ref headers);
        var length = HeaderLength;
        var fourAddresses = (flags & (ToDistribution | FromDistribution)) == (ToDistribution | FromDistribution);
        if (fourAddresses) length += AddressLength;
        var isAmsdu = false;
        if ((control & QosSubtype) != 0)
        {
            if (frame.Length < length + QosControlLength) return Cut(ref headers);
            isAmsdu = (frame[length] & AmsduPresent) != 0;
            length += QosControlLength;
            if ((flags & Order) != 0) length += HtControlLength;
        }
        if (frame.Length < length) return Cut(ref headers);
        ReadAddresses(frame, flags, ref headers);
        if ((flags & Protected) != 0) return Layer.NotIp;
        offset += length;
        return isAmsdu ? Layer.Amsdu : Layer.Llc;
    }

    /// <summary>Reads the first frame of an A-MSDU and says where the next one begins.</summary>
    public static Layer ReadAmsdu(ReadOnlySpan<byte> bytes, ref int offset, ref PacketHeaders headers)
    {
        var frame = bytes[offset..];
        if (frame.Length < AmsduHeaderLength) return Cut(ref headers);
        headers.DestinationMac = MacAddress.From(frame);
        headers.SourceMac = MacAddress.From(frame[AddressLength..]);
        var length = AmsduHeaderLength + BinaryPrimitives.ReadUInt16BigEndian(frame[12..]);
        var next = offset + ((length + 3) & ~3); // all but the last are padded to four bytes
        if (next + AmsduHeaderLength < bytes.Length) headers.NextFrameOffset = next;
        offset += AmsduHeaderLength;
        return Layer.Llc;
    }

    private static void ReadAddresses(ReadOnlySpan<byte> frame, int flags, ref PacketHeaders headers)
    {
        var (destination, source) = (flags & (ToDistribution | FromDistribution)) switch
        {
            0 => (4, 10),
            ToDistribution => (16, 10),
            FromDistribution => (4, 16),
            _ => (16, 24),
        };
        headers.DestinationMac = MacAddress.From(frame[destination..]);
        headers.SourceMac = MacAddress.From(frame[source..]);
    }

    private static Layer Cut(ref PacketHeaders headers)
    {
        headers.Fault = DecodeFault.Truncated80211Header;
        return Layer.Truncated;
    }
}
