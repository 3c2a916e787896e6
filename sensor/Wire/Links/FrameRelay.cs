using System.Buffers.Binary;

namespace NetSensor.Wire.Links;

/// <summary>
/// Frame Relay with the encapsulation of RFC 2427, or Cisco's:
/// <code>
/// | address 2 to 4, the last octet is odd | control 03 | padding 00, if any | NLPID 1 | ...
/// | address 2 to 4                        | EtherType 2 | ...
/// </code>
/// </summary>
internal static class FrameRelay
{
    private const int MaxAddressLength = 4;
    private const byte Unnumbered = 0x03;
    private const byte Padding = 0x00;
    private const byte Snap = 0x80;
    private const byte IPv4 = 0xCC;
    private const byte IPv6 = 0x8E;
    private const int SnapLength = 5; // organisation and type

    /// <summary>Reads the header and moves behind it.</summary>
    public static Layer Read(ReadOnlySpan<byte> bytes, ref int offset, ref PacketHeaders headers)
    {
        var end = offset;
        while (end < bytes.Length && (bytes[end] & 1) == 0) // ends: an address has at most four octets
            if (++end - offset == MaxAddressLength) return Layer.Malformed;
        offset = Math.Min(end + 1, bytes.Length);
        var frame = bytes[offset..];
        if (frame.Length < 2) return Cut(ref headers);
        if (frame[0] != Unnumbered)
        {
            offset += 2;
            var type = BinaryPrimitives.ReadUInt16BigEndian(frame);
            return type < EtherTypes.Lowest ? Layer.NotIp : EtherTypes.Next(type, ref headers);
        }
        var at = frame[1] == Padding ? 2 : 1;
        if (at >= frame.Length) return Cut(ref headers);
        switch (frame[at])
        {
            case IPv4 or IPv6:
                offset += at + 1;
                return Layer.Ip;
            case Snap:
                if (at + 1 + SnapLength > frame.Length) return Cut(ref headers);
                offset += at + 1 + SnapLength;
                return EtherTypes.Next(BinaryPrimitives.ReadUInt16BigEndian(frame[(at + 4)..]), ref headers);
            default:
                return Layer.NotIp;
        }
    }

    private static Layer Cut(ref PacketHeaders headers)
    {
        headers.Fault = DecodeFault.TruncatedLinkHeader;
        return Layer.Truncated;
    }
}
