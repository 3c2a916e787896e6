using System.Buffers.Binary;

namespace NetSensor.Wire;

/// <summary>
/// Which shard a packet belongs to: a symmetric hash of the outermost pair of IP addresses. Ports stay out, so that fragments, both
/// directions of a flow, and everything inside one tunnel meet on the same shard. What is only steered (segment routing) goes by its inner pair.
/// </summary>
public static class ShardHash
{
    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;
    private const int EthernetHeaderLength = 14;
    private const int TagLength = 4;
    private const int MaxFastTags = 2;

    /// <summary>The hash, well mixed in its upper bits; 0 for packets without IP addresses.</summary>
    public static uint Of(in RawPacket packet)
    {
        var bytes = packet.Bytes;
        if (packet.Link != LinkType.Ethernet || bytes.Length < EthernetHeaderLength) return OfDecoded(packet);
        var offset = EthernetHeaderLength;
        var type = BinaryPrimitives.ReadUInt16BigEndian(bytes[12..]);
        for (var tags = 0; tags < MaxFastTags && (EtherType)type is EtherType.Vlan or EtherType.ServiceVlan; tags++)
        {
            if (bytes.Length < offset + TagLength) return 0;
            type = BinaryPrimitives.ReadUInt16BigEndian(bytes[(offset + 2)..]);
            offset += TagLength;
        }
        var ip = bytes[offset..];
        switch ((EtherType)type)
        {
            case EtherType.IPv4 when ip.Length >= 20 && ip[0] >> 4 == 4:
                var source = BinaryPrimitives.ReadUInt32BigEndian(ip[12..]);
                var destination = BinaryPrimitives.ReadUInt32BigEndian(ip[16..]);
                return Of(IpAddr.FromIPv4(source), IpAddr.FromIPv4(destination));
            case EtherType.IPv6 when ip.Length >= 40 && ip[0] >> 4 == 6 && IsPlain((IpProtocol)ip[6]):
                return Of(IpAddr.FromIPv6(ip[8..]), IpAddr.FromIPv6(ip[24..]));
            case EtherType.Arp: // no flow: any shard will do, and always the same
                return 0;
            default:
                return OfDecoded(packet);
        }
    }

    /// <summary>The hash of a pair of addresses in either order.</summary>
    public static uint Of(IpAddr one, IpAddr other)
    {
        // addition and exclusive or are both symmetric; together they tell pairs apart that have the same sum
        var differences = one.Low ^ other.Low ^ one.High ^ other.High;
        var mixed = ((one.Low + other.Low) ^ ulong.RotateLeft(differences, 31)) * Multiplier;
        mixed ^= mixed >> 32;
        mixed = (mixed + one.High + other.High) * Multiplier;
        var hash = (uint)((mixed ^ (mixed >> 29)) >> 16);
        return hash == 0 ? 1 : hash; // 0 says "no IP"
    }

    /// <summary>Whether no extension header can name other addresses than the fixed header does.</summary>
    private static bool IsPlain(IpProtocol next) => next is not
        (IpProtocol.HopByHop or IpProtocol.Routing or IpProtocol.DestinationOptions or IpProtocol.Ah or IpProtocol.Mobility);

    private static uint OfDecoded(in RawPacket packet)
    {
        var status = PacketDecoder.Decode(packet, out var headers);
        if (headers.IsSteered && headers.Inner != Encapsulation.None)
            PacketDecoder.Decode(packet.Bytes.Slice(headers.InnerOffset, headers.InnerLength), headers.InnerLink, headers.InnerWireLength, out headers);
        return status is DecodeStatus.Arp || headers.Source == default ? 0 : Of(headers.Source, headers.Destination);
    }
}
