namespace NetSensor.Wire.Tunnels;

/// <summary>
/// AYIYA (draft-massar-v6ops-ayiya §3):
/// <code>
/// | identity length as power of 2: 4 bits, type 4 bits | signature words 4 bits, hash 4 bits | authentication 4 bits, operation 4 bits |
/// | next header 1 | time 4 | identity ... | signature ... | packet
/// </code>
/// </summary>
internal static class Ayiya
{
    private const int HeaderLength = 8;
    private const byte Sha1OfFiveWords = 0x52;
    private const byte SharedSecretForward = 0x11;
    private const int Forward = 1;
    private const int MaxIdentityPower = 8; // 256 bytes; an identity is an address or a name

    /// <summary>Whether the bytes that every tunnel broker sends alike are there.</summary>
    public static bool MayBe(ReadOnlySpan<byte> payload) => payload[1] == Sha1OfFiveWords && payload[2] == SharedSecretForward;

    /// <summary>Notes the packet of a forwarding message.</summary>
    public static bool Find(ReadOnlySpan<byte> payload, ref PacketHeaders headers)
    {
        var identityPower = payload[0] >> 4;
        if (identityPower > MaxIdentityPower || (payload[2] & 0x0F) != Forward) return false;
        var length = HeaderLength + (1 << identityPower) + (payload[1] >> 4) * 4;
        if (length == headers.PayloadWireLength) headers.Fault = DecodeFault.AyiyaEmpty;
        if (length >= payload.Length) return false;
        var link = (IpProtocol)payload[3] switch
        {
            IpProtocol.IPv4 => LinkType.IPv4,
            IpProtocol.IPv6 => LinkType.IPv6,
            _ => LinkType.Null,
        };
        return InnerPacket.IpLink(payload[length..]) == link && InnerPacket.Begin(Encapsulation.Ayiya, link, length, ref headers);
    }
}
