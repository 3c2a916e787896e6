using NetSensor.Wire;

namespace NetSensor.Tests.Wire;

public sealed class PacketDecoderTests
{
    private static readonly byte[] TaggedSyn =
    [
        0x02, 0, 0, 0, 0, 2,  0x02, 0, 0, 0, 0, 1,  0x81, 0x00,      // Ethernet: to, from, 802.1Q
        0x20, 0x64, 0x08, 0x00,                                      // VLAN 100, IPv4
        0x45, 0, 0, 44,  0x12, 0x34, 0x40, 0,  64, 6, 0xAB, 0xCD,    // IPv4: 44 bytes, id 0x1234, do not fragment, TCP
        10, 0, 0, 1,  192, 0, 2, 1,
        0x9C, 0x40, 0x01, 0xBB,  0, 0, 0, 1,  0, 0, 0, 0,            // TCP: 40000 to 443, sequence 1
        0x60, 0x02, 0x20, 0x00,  0xEE, 0xEE, 0, 0,                   // 24 bytes of header, SYN, window 8192
        2, 4, 5, 0xB4,                                               // MSS
        0, 0,                                                        // padding
    ];

    [Fact]
    public void A_tagged_syn_is_decoded_to_its_ports()
    {
        var status = PacketDecoder.Decode(TaggedSyn, LinkType.Ethernet, TaggedSyn.Length, out var headers);
        Assert.Equal(DecodeStatus.Ok, status);
        Assert.Equal(IpAddr.Parse("10.0.0.1"), headers.Source);
        Assert.Equal(IpAddr.Parse("192.0.2.1"), headers.Destination);
        Assert.Equal(40000, headers.SourcePort);
        Assert.Equal(443, headers.DestinationPort);
        Assert.Equal(TcpFlags.Syn, headers.TcpFlags);
        Assert.Equal(100 | PacketHeaders.VlanPresent, headers.OuterVlan);
        Assert.Equal("02:00:00:00:00:01", headers.SourceMac.ToString());
        Assert.Equal(44, headers.IpLength);
        Assert.Equal(0, headers.PayloadLength);
        Assert.Equal(18 + 44, headers.PayloadOffset);
    }

    [Fact]
    public void No_prefix_of_a_packet_throws_or_points_outside()
    {
        for (var length = 0; length < TaggedSyn.Length; length++)
        {
            var status = PacketDecoder.Decode(TaggedSyn.AsSpan(0, length), LinkType.Ethernet, TaggedSyn.Length, out var headers);
            Assert.Equal(length >= 18 + 40 ? DecodeStatus.Ok : length >= 18 + 20 ? DecodeStatus.TruncatedTransport : DecodeStatus.TruncatedNetwork, status);
            Assert.InRange(headers.PayloadOffset + headers.PayloadLength, 0, length);
        }
    }
}
