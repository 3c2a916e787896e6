using System.Buffers.Binary;

namespace NetSensor.Wire.Links;

/// <summary>
/// Linux netfilter log (LINKTYPE_NFLOG):
/// <code>
/// | family 1 | version 1 | resource 2 | attributes: | length 2, host order, header included | type 2, host order | value, padded to 4 |
/// </code>
/// </summary>
internal static class NfLog
{
    private const int HeaderLength = 4;
    private const int AttributeHeaderLength = 4;
    private const int Payload = 9;
    private const byte AddressFamilyIPv4 = 2;
    private const byte AddressFamilyIPv6 = 10;

    /// <summary>Finds the attribute that holds the packet.</summary>
    public static Layer Read(ReadOnlySpan<byte> bytes, ref int offset, ref PacketHeaders headers)
    {
        if (bytes.Length - offset < HeaderLength) return Cut(ref headers);
        if (bytes[offset] is not (AddressFamilyIPv4 or AddressFamilyIPv6)) return Layer.NotIp;
        offset += HeaderLength;
        while (bytes.Length - offset >= AttributeHeaderLength) // ends: each turn moves on by at least the attribute's header
        {
            var attribute = bytes[offset..];
            var length = BinaryPrimitives.ReadUInt16LittleEndian(attribute);
            var type = BinaryPrimitives.ReadUInt16LittleEndian(attribute[2..]);
            if (type is Payload << 8) (length, type) = (BinaryPrimitives.ReverseEndianness(length), Payload);
            if (length < AttributeHeaderLength) return Layer.Malformed;
            if ((type & 0x7FFF) == Payload)
            {
                offset += AttributeHeaderLength;
                return Layer.Ip;
            }
            offset += (length + 3) & ~3;
        }
        return Cut(ref headers);
    }

    private static Layer Cut(ref PacketHeaders headers)
    {
        headers.Fault = DecodeFault.TruncatedLinkHeader;
        return Layer.Truncated;
    }
}
