using NetSensor.Wire;
using static NetSensor.Tests.Wire.Packets;

namespace NetSensor.Tests.Wire;

public sealed class FaultTests
{
    private static readonly IpAddr Home = IpAddr.Parse("2001:db8:9::9");

    [Fact]
    public void A_routing_header_with_segments_left_names_the_true_destination()
    {
        byte[] routing = [6, 2, 0, 1, 0, 0, 0, 0, .. Address(Home), .. Tcp(1, 2, [])]; // TCP follows, one address, type 0, one segment left
        var headers = Decode(Ipv6(IpProtocol.Routing, routing), DecodeStatus.Ok, DecodeFault.RoutingHeader0);
        Assert.Equal(Home, headers.Destination);
        routing[3] = 0; // arrived
        Assert.Equal(Server6, Decode(Ipv6(IpProtocol.Routing, routing), DecodeStatus.Ok, DecodeFault.RoutingHeader0).Destination);
    }

    [Fact]
    public void A_home_address_is_the_true_source()
    {
        byte[] options = [6, 2, 201, 16, .. Address(Home), 1, 2, 0, 0, .. Tcp(1, 2, [])]; // TCP follows; home address, padding
        Assert.Equal(Home, Decode(Ipv6(IpProtocol.DestinationOptions, options), DecodeStatus.Ok, DecodeFault.None).Source);
        options[3] = 15;
        Decode(Ipv6(IpProtocol.DestinationOptions, options), DecodeStatus.Ok, DecodeFault.BadHomeAddressLength);
        options[3] = 40;
        Decode(Ipv6(IpProtocol.DestinationOptions, options), DecodeStatus.Ok, DecodeFault.BadDestinationOptionLength);
    }

    [Fact]
    public void Segmentation_offload_leaves_the_length_to_the_capture()
    {
        var packet = Ipv4(IpProtocol.Tcp, Tcp(1, 2, new byte[3000]));
        (packet[2], packet[3]) = (0, 0);
        var headers = Decode(packet, DecodeStatus.Ok, DecodeFault.IpLengthZero);
        Assert.Equal((3000, 3000, 0), (headers.PayloadLength, headers.PayloadWireLength, headers.IpLength));
    }

    [Fact]
    public void A_snap_length_is_told_from_a_lie()
    {
        var packet = Ipv4(IpProtocol.Tcp, Tcp(1, 2, new byte[100]));
        Assert.Equal(DecodeStatus.Ok, PacketDecoder.Decode(packet.AsSpan(0, 60), LinkType.Raw, packet.Length, out var cut));
        Assert.Equal((20, 100), (cut.PayloadLength, cut.PayloadWireLength));
        Decode(packet[..60], DecodeStatus.Malformed, DecodeFault.TruncatedIpLength); // no more was on the wire, whatever the header says
    }

    [Fact]
    public void Header_lengths_that_cannot_be_are_malformed()
    {
        var packet = Ipv4(IpProtocol.Tcp, Tcp(1, 2, []));
        packet[0] = 0x44;
        Decode(packet, DecodeStatus.Malformed, DecodeFault.IPv4MinimumHeaderSize);
        packet[0] = 0x4F;
        Decode(packet, DecodeStatus.Malformed, DecodeFault.InvalidIpHeaderSize);
        packet[0] = 0x55;
        Decode(packet, DecodeStatus.Malformed, DecodeFault.UnknownIpVersion);
        packet[0] = 0x45;
        packet[32] = 0x40; // TCP says 16 bytes
        Decode(packet, DecodeStatus.Malformed, DecodeFault.BadTcpHeaderLength);
        packet[32] = 0x60; // 24 bytes, the packet has 20
        Assert.Equal(2, Decode(packet, DecodeStatus.Malformed, DecodeFault.TruncatedHeader).DestinationPort);
    }

    [Fact]
    public void Endless_tags_labels_and_extensions_end()
    {
        var tags = InnerIpv4;
        for (var count = 0; count < 100; count++) tags = Tag(count, EtherType.Vlan, tags);
        Assert.Equal(DecodeStatus.Malformed, PacketDecoder.Decode(Ethernet(EtherType.Vlan, tags), LinkType.Ethernet, 2000, out _));
        var labels = InnerIpv4;
        for (var count = 0; count < 100; count++) labels = Label(count, false, labels);
        Assert.Equal(DecodeStatus.Malformed, PacketDecoder.Decode(Ethernet(EtherType.Mpls, labels), LinkType.Ethernet, 2000, out _));
        var extensions = Extension(IpProtocol.Tcp, 0, Tcp(1, 2, []));
        for (var count = 0; count < 100; count++) extensions = Extension(IpProtocol.DestinationOptions, 0, extensions);
        Decode(Ipv6(IpProtocol.DestinationOptions, extensions), DecodeStatus.Malformed, DecodeFault.TooManyExtensionHeaders);
    }

    [Fact]
    public void A_fragment_tells_where_it_belongs()
    {
        var first = Decode(Ipv4(IpProtocol.Udp, new byte[16], fragment: 0x2000 | 3, id: 77), DecodeStatus.Fragment, DecodeFault.None);
        Assert.Equal((77u, 24, true), (first.FragmentId, first.FragmentOffset, first.MoreFragments));
        var second = Decode(Ipv6(IpProtocol.Fragment, Fragment6(IpProtocol.Udp, 1480, false, 0xAABBCCDD, new byte[16])), DecodeStatus.Fragment, DecodeFault.None);
        Assert.Equal((0xAABBCCDD, 1480, false), (second.FragmentId, second.FragmentOffset, second.MoreFragments));
        Assert.Equal(40 + 8 + 16, second.IpLength);
    }

    [Fact]
    public void Encrypted_and_empty_wireless_frames_carry_nothing()
    {
        byte[] header = [0x88, 0x42, 0, 0, .. new byte[20], 0, 0, .. Snap(EtherType.IPv4, InnerIpv4)]; // protected
        Assert.Equal(DecodeStatus.NotIp, PacketDecoder.Decode(header, LinkType.Ieee80211, header.Length, out _));
        header[0] = 0xC8; // QoS null
        header[1] = 0x02;
        Assert.Equal(DecodeStatus.NotIp, PacketDecoder.Decode(header, LinkType.Ieee80211, header.Length, out _));
        header[0] = 0x80; // beacon
        Assert.Equal(DecodeStatus.NotIp, PacketDecoder.Decode(header, LinkType.Ieee80211, header.Length, out _));
    }

    [Theory]
    [InlineData(53, 4789)]
    [InlineData(53, 6081)]
    [InlineData(53, 2152)]
    [InlineData(53, 5072)]
    [InlineData(53, 3544)]
    [InlineData(40000, 40001)]
    public void A_dns_query_from_a_tunnels_port_is_no_tunnel(int destination, int source)
    {
        byte[] query = [0x12, 0x34, 0x01, 0x00, 0, 1, 0, 0, 0, 0, 0, 0, 7, .. "example"u8, 3, .. "com"u8, 0, 0, 1, 0, 1, .. new byte[40]];
        foreach (var id in (byte[])[0x08, 0x00, 0x30, 0x60]) // ids that look like the first byte of a tunnel's header
        {
            query[0] = id;
            Assert.Equal(Encapsulation.None, Decode(Ipv4(IpProtocol.Udp, Udp(source, destination, query)), DecodeStatus.Ok, DecodeFault.None).Inner);
        }
    }

    [Fact]
    public void A_teredo_bubble_may_have_bytes_behind_it()
    {
        byte[] bubble = [.. Ipv6(IpProtocol.NoNextHeader, [], IpAddr.Parse("2001:0:1::1")), 1, 2, 3];
        var headers = Decode(Ipv4(IpProtocol.Udp, Udp(3545, 3544, bubble)), DecodeStatus.Ok, DecodeFault.TeredoBubbleWithPayload);
        Assert.Equal(Encapsulation.Teredo, headers.Inner);
    }

    [Fact]
    public void Every_fault_has_a_name()
    {
        foreach (var fault in Enum.GetValues<DecodeFault>()) Assert.NotEqual("unknown", DecodeFaults.Name(fault));
        Assert.Equal(Enum.GetValues<DecodeFault>().Length, DecodeFaults.Count);
        Assert.Equal("Teredo_bubble_with_payload", DecodeFaults.Name(DecodeFault.TeredoBubbleWithPayload));
        Assert.Equal("truncated_IP", DecodeFaults.Name(DecodeFault.TruncatedIp));
        Assert.Equal("truncated_header", DecodeFaults.Name(DecodeFault.TruncatedHeader));
    }

    private static byte[] Address(IpAddr address)
    {
        var bytes = new byte[16];
        address.WriteBytes(bytes);
        return bytes;
    }

    private static PacketHeaders Decode(byte[] packet, DecodeStatus expected, DecodeFault fault)
    {
        var status = PacketDecoder.Decode(packet, LinkType.Raw, packet.Length, out var headers);
        Assert.Equal((expected, fault), (status, headers.Fault));
        return headers;
    }
}
