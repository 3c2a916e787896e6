using System.Buffers.Binary;

namespace NetSensor.Wire.Tunnels;

/// <summary>
/// Teredo (RFC 4380 §5.1.1):
/// <code>
/// authentication: | 0001 | id length 1 | signature length 1 | id | signature | nonce 8 | confirmation 1 |   at most one, first
/// origin:         | 0000 | port 2 | address 4 |                                                             at most one
/// | IPv6 packet
/// </code>
/// </summary>
internal static class Teredo
{
    private const ushort Port = 3544;
    private const ushort AuthenticationIndicator = 0x0001;
    private const ushort OriginIndicator = 0x0000;
    private const int AuthenticationFixedLength = 13;
    private const int OriginLength = 8;
    private const int Ipv6HeaderLength = 40;
    private const uint Prefix = 0x2001_0000; // 2001::/32 (RFC 4380 §2.6)

    /// <summary>Whether the first bytes are those of an indication or of an IPv6 packet.</summary>
    public static bool MayBe(ReadOnlySpan<byte> payload) => payload[0] >> 4 == 6 || (payload[0] == 0 && payload[1] <= 1);

    /// <summary>
    /// Notes the IPv6 packet. Its length has to be exactly what is left, bubbles (nothing behind the IPv6 header) excepted; without an indication
    /// and away from the Teredo port one of its addresses has to be a Teredo address.
    /// </summary>
    public static bool Find(ReadOnlySpan<byte> payload, ref PacketHeaders headers)
    {
        var length = SkipIndications(payload);
        if (length + Ipv6HeaderLength > payload.Length) return false;
        var packet = payload[length..];
        if (packet[0] >> 4 != 6) return false;
        if (length == 0 && headers.SourcePort != Port && headers.DestinationPort != Port && !HasTeredoAddress(packet)) return false;
        var announced = InnerPacket.IpLength(packet);
        var left = headers.PayloadWireLength - length;
        if (announced != left)
        {
            var isBubble = announced == Ipv6HeaderLength && (IpProtocol)packet[6] == IpProtocol.NoNextHeader;
            if (!isBubble || left < announced) return false;
            headers.Fault = DecodeFault.TeredoBubbleWithPayload;
        }
        return InnerPacket.Begin(Encapsulation.Teredo, LinkType.IPv6, length, ref headers);
    }

    private static int SkipIndications(ReadOnlySpan<byte> payload)
    {
        var length = 0;
        if (BinaryPrimitives.ReadUInt16BigEndian(payload) == AuthenticationIndicator) length += AuthenticationFixedLength + payload[2] + payload[3];
        if (length + OriginLength <= payload.Length && BinaryPrimitives.ReadUInt16BigEndian(payload[length..]) == OriginIndicator) length += OriginLength;
        return length;
    }

    private static bool HasTeredoAddress(ReadOnlySpan<byte> ipv6) =>
        BinaryPrimitives.ReadUInt32BigEndian(ipv6[8..]) == Prefix || BinaryPrimitives.ReadUInt32BigEndian(ipv6[24..]) == Prefix;
}
