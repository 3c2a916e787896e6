using NetSensor.Flows;
using NetSensor.Generator;
using NetSensor.Host;
using NetSensor.Tests.Support;
using NetSensor.Tests.Wire;
using NetSensor.Wire;
using Machine = NetSensor.Generator.Host;

namespace NetSensor.Tests.Flows;

/// <summary>Wrong checksums are counted by protocol, and their packets are read all the same.</summary>
public sealed class PacketChecksumsTests
{
    private const int EthernetLength = 14;
    private const int TransportAt = 20;

    private static readonly Machine Client = Machine.At("10.0.0.1");
    private static readonly Machine Server = Machine.At("192.0.2.1");

    private readonly PacketScript _script = new();

    private static byte[] Tcp => Frames.Tcp(Client, 40_000, Server, 80, 1, 0, TcpFlags.Ack, "hello"u8).ToArray()[EthernetLength..];

    private static byte[] Udp => Frames.Udp(Client, 40_000, Server, 9, "hello"u8).ToArray()[EthernetLength..];

    [Fact]
    public void Right_ones_do_not_count()
    {
        _script.Send(Tcp);
        _script.Send(Udp);
        Assert.Equal((0, 0, 0, 0), Bad(_script));
        Assert.Equal(2, _script.AllFlows().Count);
    }

    [Fact]
    public void A_wrong_segment_counts_for_tcp_and_is_read()
    {
        _script.Send(Broken(Tcp, ^1));
        Assert.Equal((0, 1, 0, 0), Bad(_script));
        _script.Flow();
    }

    [Fact]
    public void A_wrong_datagram_counts_for_udp_and_one_without_checksum_does_not()
    {
        _script.Send(Broken(Udp, ^1));
        Assert.Equal((0, 0, 1, 0), Bad(_script));
        var without = Broken(Udp, ^1);
        without[TransportAt + 6] = without[TransportAt + 7] = 0;
        _script.Send(without);
        Assert.Equal((0, 0, 1, 0), Bad(_script));
    }

    [Fact]
    public void A_wrong_header_counts_for_ip_alone()
    {
        _script.Send(Broken(Tcp, 10)); // the checksum itself
        Assert.Equal((1, 0, 0, 0), Bad(_script));
    }

    [Fact]
    public void A_wrong_message_counts_for_icmp()
    {
        byte[] echo = [8, 0, 0, 0, 0, 1, 0, 1];
        _script.Send(Packets.Ipv4(IpProtocol.Icmp, echo));
        Assert.Equal((0, 0, 0, 1), Bad(_script));
    }

    [Fact]
    public void Packets_inside_tunnels_are_verified_like_those_around_them()
    {
        _script.Send(Packets.Ipv4((IpProtocol)4, Broken(Broken(Tcp, ^1), 10))); // IP in IP
        Assert.Equal((1, 1, 0, 0), Bad(_script));
    }

    [Fact]
    public void What_was_cut_or_left_to_the_network_card_is_not_judged()
    {
        var cut = Broken(Tcp, ^4)[..^2];
        var raw = new RawPacket(PacketScript.Start, LinkType.Raw, cut.Length + 2, cut);
        _script.Tracker.Prepare(0, raw);
        _script.Tracker.Process(0, raw);
        var offloaded = Broken(Tcp, ^1);
        offloaded[2] = offloaded[3] = offloaded[10] = offloaded[11] = 0; // segmentation offload leaves the length empty
        var sum = Checksum.Of(offloaded.AsSpan(0, TransportAt));
        (offloaded[10], offloaded[11]) = ((byte)(sum >> 8), (byte)sum);
        _script.Send(offloaded);
        Assert.Equal((0, 0, 0, 0), Bad(_script));
    }

    [Fact]
    public void Nothing_is_counted_when_nobody_wants_it()
    {
        var script = new PacketScript(new FlowOptions { VerifyChecksums = false });
        script.Send(Broken(Broken(Tcp, ^1), 10));
        Assert.Equal((0, 0, 0, 0), Bad(script));
    }

    [CorpusFact]
    public void Captures_that_were_made_with_wrong_checksums_have_them_and_their_twins_have_none()
    {
        Assert.Equal("ip", Told("ip4-bad-chksum.pcap"));
        Assert.Equal("tcp", Told("ip6-tcp-bad-chksum.pcap"));
        Assert.Equal("icmp", Told("ip6-icmp6-bad-chksum.pcap"));
        Assert.Equal("tcp", Told("ip6-route0-tcp-bad-chksum.pcap"));
        Assert.Equal("", Told("ip6-tcp-good-chksum.pcap"));
        Assert.Equal("", Told("ip6-route0-tcp-good-chksum.pcap"));
        Assert.Equal("", Told("ip6-hoa-tcp-good-chksum.pcap"));
    }

    private static string Told(string capture)
    {
        var path = Corpus.Path($"zeek/testing/btest/Traces/chksums/{capture}")!;
        var run = Replay.Run([path], new ReplayOptions(), new PacketScript());
        return string.Join(", ", run.BadChecksums.Where(bad => bad.Count > 0).Select(bad => bad.Cause));
    }

    private static (long Ip, long Tcp, long Udp, long Icmp) Bad(PacketScript script)
    {
        var counters = script.Tracker.Counters;
        return (counters.BadIpChecksums, counters.BadTcpChecksums, counters.BadUdpChecksums, counters.BadIcmpChecksums);
    }

    private static byte[] Broken(byte[] packet, Index at)
    {
        packet[at] ^= 0x55;
        return packet;
    }
}
