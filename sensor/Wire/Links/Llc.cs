using System.Buffers.Binary;

namespace NetSensor.Wire.Links;

/// <summary>
/// IEEE 802.2 LLC, and SNAP behind it (RFC 1042):
/// <code>
/// | DSAP 1 | SSAP 1 | control 1 | SNAP: organisation 3 | type 2 | ...
/// </code>
/// </summary>
internal static class Llc
{
    private const uint Snap = 0xAAAA_0300;
    private const int LlcLength = 3;
    private const int SnapLength = 8;
    private const byte IpServiceAccessPoint = 0x06; // IP directly behind LLC (RFC 948)
    private const int EthernetOrganisation = 0;
    private const int AppleOrganisation = 0x0000F8;  // bridge tunnel encapsulation (IEEE 802.1H)

    /// <summary>Reads the header and moves behind it.</summary>
    public static Layer Read(ReadOnlySpan<byte> bytes, ref int offset, ref PacketHeaders headers)
    {
        var llc = bytes[offset..];
        if (llc.Length < LlcLength) return Cut(ref headers);
        if (llc[0] == IpServiceAccessPoint && llc[1] == IpServiceAccessPoint)
        {
            offset += LlcLength;
            return Layer.Ip;
        }
        if (llc[0] != 0xAA || llc[1] != 0xAA) return Layer.NotIp;
        if (llc.Length < SnapLength) return Cut(ref headers);
        var start = BinaryPrimitives.ReadUInt32BigEndian(llc);
        var organisation = (int)(BinaryPrimitives.ReadUInt64BigEndian(llc) >> 16) & 0xFF_FFFF;
        if ((start & 0xFFFF_FF00) != Snap || organisation is not (EthernetOrganisation or AppleOrganisation))
            return Layer.NotIp;
        offset += SnapLength;
        var type = BinaryPrimitives.ReadUInt16BigEndian(llc[6..]);
        return type < EtherTypes.Lowest ? Layer.NotIp : EtherTypes.Next(type, ref headers);
    }

    private static Layer Cut(ref PacketHeaders headers)
    {
        headers.Fault = DecodeFault.TruncatedLinkHeader;
        return Layer.Truncated;
    }
}
