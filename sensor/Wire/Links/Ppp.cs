using System.Buffers.Binary;

namespace NetSensor.Wire.Links;

/// <summary>
/// PPP (RFC 1661 §2, RFC 1662 §3.1), and Cisco HDLC, which serial captures put in its place:
/// <code>
/// PPP:   | address FF, control 03: both may be left out | protocol 2, or 1 when compressed | ...
/// Cisco: | address 0F or 8F | control 1 | EtherType 2 | ...
/// </code>
/// </summary>
internal static class Ppp
{
    private const ushort AllStationsUnnumbered = 0xFF03;
    private const int IPv4 = 0x0021;
    private const int IPv6 = 0x0057;
    private const int MplsUnicast = 0x0281;
    private const int MplsMulticast = 0x0283;
    private const byte CiscoUnicast = 0x0F;
    private const byte CiscoMulticast = 0x8F;
    private const int CiscoHeaderLength = 4;

    /// <summary>Reads the header and moves behind it.</summary>
    public static Layer Read(ReadOnlySpan<byte> bytes, ref int offset, ref PacketHeaders headers)
    {
        var ppp = bytes[offset..];
        if (ppp.Length >= CiscoHeaderLength && ppp[0] is CiscoUnicast or CiscoMulticast && ppp[1] == 0)
            return ReadCiscoHdlc(bytes, ref offset, ref headers);
        if (ppp.Length >= 2 && BinaryPrimitives.ReadUInt16BigEndian(ppp) == AllStationsUnnumbered) ppp = ppp[2..];
        if (ppp.IsEmpty) return Cut(ref headers);
        int protocol = ppp[0];
        ppp = ppp[1..];
        if ((protocol & 1) == 0) // an even first octet says that the second follows (RFC 1661 §2)
        {
            if (ppp.IsEmpty) return Cut(ref headers);
            protocol = (protocol << 8) | ppp[0];
            ppp = ppp[1..];
        }
        offset = bytes.Length - ppp.Length;
        return protocol switch
        {
            IPv4 or IPv6 => Layer.Ip,
            MplsUnicast or MplsMulticast => Layer.Mpls,
            _ => Layer.NotIp,
        };
    }

    /// <summary>Reads a Cisco HDLC header and moves behind it.</summary>
    public static Layer ReadCiscoHdlc(ReadOnlySpan<byte> bytes, ref int offset, ref PacketHeaders headers)
    {
        var hdlc = bytes[offset..];
        if (hdlc.Length < CiscoHeaderLength) return Cut(ref headers);
        offset += CiscoHeaderLength;
        var type = BinaryPrimitives.ReadUInt16BigEndian(hdlc[2..]);
        return type < EtherTypes.Lowest ? Layer.NotIp : EtherTypes.Next(type, ref headers);
    }

    private static Layer Cut(ref PacketHeaders headers)
    {
        headers.Fault = DecodeFault.TruncatedLinkHeader;
        return Layer.Truncated;
    }
}
