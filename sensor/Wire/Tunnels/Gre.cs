using System.Buffers.Binary;
using NetSensor.Wire.Transport;

namespace NetSensor.Wire.Tunnels;

/// <summary>
/// GRE (RFC 2784, RFC 2890, RFC 1701), enhanced GRE for PPTP (RFC 2637 §4.1), and ERSPAN in it:
/// <code>
/// | checksum C, routing R, key K, sequence S, ..., acknowledgement A (0x80), version 3 bits: 2 | EtherType 2 |
/// | checksum 2, offset 2: C or R | key 4: K | sequence 4: S | acknowledgement 4: A | routes: R | payload
/// route:      | family 2 | offset 1 | length 1 | ... | the last is all zero
/// ERSPAN I:   Ethernet frame                       (type 0x88BE without sequence)
/// ERSPAN II:  | header 8 | Ethernet frame          (type 0x88BE with sequence)
/// ERSPAN III: | header 12, last bit O | platform 8: O | Ethernet frame   (type 0x22EB)
/// </code>
/// </summary>
internal static class Gre
{
    private const int BaseLength = 4;
    private const int Checksum = 0x8000;
    private const int Routing = 0x4000;
    private const int Key = 0x2000;
    private const int Sequence = 0x1000;
    private const int Acknowledgement = 0x0080;
    private const int VersionMask = 0x0007;
    private const int RouteHeaderLength = 4;
    private const int Erspan2Length = 8;
    private const int Erspan3Length = 12;
    private const int Erspan3PlatformLength = 8;
    private const int WccpRedirectLength = 4;

    /// <summary>Reads the header and notes the packet behind it.</summary>
    public static DecodeStatus Read(ReadOnlySpan<byte> bytes, ref PacketHeaders headers)
    {
        var gre = bytes.Slice(headers.PayloadOffset, headers.PayloadLength);
        if (gre.Length < BaseLength) return Cut(BaseLength, ref headers);
        int flags = BinaryPrimitives.ReadUInt16BigEndian(gre);
        var type = (EtherType)BinaryPrimitives.ReadUInt16BigEndian(gre[2..]);
        var length = BaseLength;
        if ((flags & (Checksum | Routing)) != 0) length += 4;
        if ((flags & Key) != 0) length += 4;
        if ((flags & Sequence) != 0) length += 4;
        if ((flags & Acknowledgement) != 0) length += 4;
        if (length > gre.Length) return Cut(length, ref headers);
        if ((flags & Routing) != 0)
        {
            headers.Fault = DecodeFault.GreRouting;
            length = SkipRoutes(gre, length);
            if (length > gre.Length) return Cut(length, ref headers);
        }
        switch (flags & VersionMask)
        {
            case 0:
                FindPayload(gre, type, length, (flags & Sequence) != 0, ref headers);
                return DecodeStatus.Ok;
            case 1 when type == EtherType.Ppp:
                InnerPacket.Begin(Encapsulation.Gre, LinkType.Ppp, length, ref headers);
                return DecodeStatus.Ok;
            default:
                headers.Fault = (flags & VersionMask) == 1 ? DecodeFault.EnhancedGreProtocol : DecodeFault.UnknownGreVersion;
                return DecodeStatus.Ok;
        }
    }

    private static void FindPayload(ReadOnlySpan<byte> gre, EtherType type, int length, bool hasSequence, ref PacketHeaders headers)
    {
        var link = LinkType.Ethernet;
        switch (type)
        {
            case EtherType.Erspan:
                if (hasSequence) length += Erspan2Length;
                break;
            case EtherType.Erspan3:
                if (length + Erspan3Length > gre.Length) length = gre.Length;
                else length += (gre[length + Erspan3Length - 1] & 1) != 0 ? Erspan3Length + Erspan3PlatformLength : Erspan3Length;
                break;
            case EtherType.Wccp:
                // version 2 puts a redirect header before the packet and gives no sign of it
                if (length < gre.Length && gre[length] >> 4 is not (4 or 6)) length += WccpRedirectLength;
                link = LinkType.Raw;
                break;
            default:
                link = IsAruba((int)type) ? LinkType.Ieee80211 : InnerPacket.OfType(type);
                if (link == LinkType.Null) return; // keep-alives and what carries no IP
                break;
        }
        if (!InnerPacket.Begin(Encapsulation.Gre, link, length, ref headers)) headers.Fault = DecodeFault.TruncatedGre;
    }

    /// <summary>Aruba access points tunnel 802.11 frames with types of their own, 0x8200 to 0x8370 in steps of 16, and 0x9000.</summary>
    private static bool IsAruba(int type) => type is 0x9000 or (>= 0x8200 and <= 0x8370) && (type & 0x0F) == 0;

    private static int SkipRoutes(ReadOnlySpan<byte> gre, int length)
    {
        while (length + RouteHeaderLength <= gre.Length) // ends: each turn moves on by at least a route's header
        {
            var isLast = BinaryPrimitives.ReadUInt32BigEndian(gre[length..]) == 0;
            length += RouteHeaderLength + gre[length + 3];
            if (isLast) return length;
        }
        return gre.Length + 1;
    }

    private static DecodeStatus Cut(int length, ref PacketHeaders headers)
    {
        var status = Ports.Cut(length, ref headers);
        headers.Fault = DecodeFault.TruncatedGre;
        return status;
    }
}
