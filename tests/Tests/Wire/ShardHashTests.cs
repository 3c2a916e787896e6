using NetSensor.Wire;
using static NetSensor.Tests.Wire.Packets;

namespace NetSensor.Tests.Wire;

public sealed class ShardHashTests
{
    [Fact]
    public void Both_directions_all_ports_and_fragments_meet()
    {
        var expected = Hash(Ipv4(IpProtocol.Tcp, Tcp(40000, 443, [])));
        Assert.Equal(expected, Hash(Ipv4(IpProtocol.Tcp, Tcp(443, 40000, []), Server, Client)));
        Assert.Equal(expected, Hash(Ipv4(IpProtocol.Udp, Udp(1, 2, []))));
        Assert.Equal(expected, Hash(Ipv4(IpProtocol.Udp, new byte[16], fragment: 100)));
        Assert.Equal(expected, Hash(Ipv4(IpProtocol.IPv6, InnerIpv6)));
        Assert.NotEqual(expected, Hash(InnerIpv4));
    }

    [Fact]
    public void Fast_paths_and_decoder_agree()
    {
        foreach (var packet in (byte[][])[InnerIpv4, InnerIpv6])
        {
            var type = packet[0] >> 4 == 4 ? EtherType.IPv4 : EtherType.IPv6;
            var expected = Of(LinkType.Raw, packet);
            Assert.NotEqual(0u, expected);
            Assert.Equal(expected, Of(LinkType.Ethernet, Ethernet(type, packet)));
            Assert.Equal(expected, Of(LinkType.Ethernet, Ethernet(EtherType.Vlan, Tag(1, type, packet))));
            Assert.Equal(expected, Of(LinkType.Ethernet, Ethernet(EtherType.ServiceVlan, Tag(1, EtherType.Vlan, Tag(2, type, packet)))));
            Assert.Equal(expected, Of(LinkType.Ethernet, Ethernet(EtherType.Mpls, Label(16, true, packet))));
        }
    }

    [Fact]
    public void A_routed_packet_goes_where_its_answer_goes()
    {
        byte[] home = new byte[16];
        IpAddr.Parse("2001:db8:9::9").WriteBytes(home);
        byte[] routing = [6, 2, 0, 1, 0, 0, 0, 0, .. home, .. Tcp(1, 2, [])];
        Assert.Equal(Hash6(Ipv6(IpProtocol.Tcp, Tcp(2, 1, []), IpAddr.Parse("2001:db8:9::9"), Client6)), Hash6(Ipv6(IpProtocol.Routing, routing)));
    }

    [Fact]
    public void A_steered_packet_goes_where_its_answer_goes_that_is_not()
    {
        byte[] hop = new byte[16];
        IpAddr.Parse("2001:db8:9::9").WriteBytes(hop);
        byte[] steered = [41, 2, 4, 1, 0, 0, 0, 0, .. hop, .. InnerIpv6]; // next header IPv6, 24 bytes, type 4, a segment left
        var outer = Ipv6(IpProtocol.Routing, steered, IpAddr.Parse("2001:db8:7::7"), IpAddr.Parse("2001:db8:8::8"));
        Assert.Equal(Hash6(InnerIpv6), Hash6(outer));
    }

    [Fact]
    public void Frames_without_addresses_hash_to_zero()
    {
        Assert.Equal(0u, Of(LinkType.Ethernet, Ethernet(EtherType.Arp, new byte[28])));
        Assert.Equal(0u, Of(LinkType.Ethernet, Ethernet((EtherType)0x88CC, new byte[28]))); // LLDP
        Assert.Equal(0u, Of(LinkType.Ethernet, [1, 2, 3]));
    }

    [Fact]
    public void Neighbouring_addresses_spread_over_the_shards()
    {
        Span<int> shards = stackalloc int[4];
        for (var host = 0u; host < 4096; host++) shards[(int)(ShardHash.Of(IpAddr.FromIPv4(0x0A000000 + host), Server) % 4)]++;
        foreach (var count in shards) Assert.InRange(count, 900, 1150);
        shards.Clear();
        for (var host = 0ul; host < 4096; host++) shards[(int)(ShardHash.Of(new IpAddr(0x2001_0DB8_0000_0000, host), Server6) % 4)]++;
        foreach (var count in shards) Assert.InRange(count, 900, 1150);
    }

    private static uint Hash(byte[] ipv4) => Of(LinkType.Ethernet, Ethernet(EtherType.IPv4, ipv4));

    private static uint Hash6(byte[] ipv6) => Of(LinkType.Ethernet, Ethernet(EtherType.IPv6, ipv6));

    private static uint Of(LinkType link, byte[] bytes) => ShardHash.Of(new RawPacket(default, link, bytes.Length, bytes));
}
