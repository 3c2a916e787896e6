using NetSensor.Wire;

namespace NetSensor.Flows.Datagram;

/// <summary>Which ICMP types answer each other, so that request and reply are one flow (RFC 792, 950, 1256; RFC 4443, 4861, 2710, 4620, 6275).</summary>
internal static class IcmpPairs
{
    /// <summary>Types of echo requests and replies.</summary>
    public const int EchoReply = 0, EchoRequest = 8, EchoRequestV6 = 128, EchoReplyV6 = 129;

    /// <summary>Whether it is an echo request or reply.</summary>
    public static bool IsEcho(IpProtocol protocol, int type) =>
        protocol == IpProtocol.Icmp ? type is EchoReply or EchoRequest : protocol == IpProtocol.IcmpV6 && type is EchoRequestV6 or EchoReplyV6;

    /// <summary>The type that answers this one; false when none does.</summary>
    public static bool TryGetAnswer(IpProtocol protocol, int type, out ushort answer)
    {
        var found = protocol == IpProtocol.Icmp ? OfIcmp(type) : OfIcmpV6(type);
        answer = (ushort)Math.Max(0, found);
        return found >= 0;
    }

    private static int OfIcmp(int type) => type switch
    {
        EchoReply => EchoRequest, EchoRequest => EchoReply,
        9 => 10, 10 => 9,   // router advertisement and solicitation
        13 => 14, 14 => 13, // timestamp
        15 => 16, 16 => 15, // information
        17 => 18, 18 => 17, // address mask
        _ => -1,
    };

    private static int OfIcmpV6(int type) => type switch
    {
        EchoRequestV6 => EchoReplyV6, EchoReplyV6 => EchoRequestV6,
        130 => 131, 131 => 130, // multicast listener query and report
        133 => 134, 134 => 133, // router
        135 => 136, 136 => 135, // neighbour
        139 => 140, 140 => 139, // node information
        144 => 145, 145 => 144, // home agent address discovery
        _ => -1,
    };
}
