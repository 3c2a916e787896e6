using NetSensor.Events;
using NetSensor.Flows;
using NetSensor.Wire;

namespace NetSensor.Tests.Flows;

public sealed class DatagramFlowTests
{
    [Fact]
    public void A_query_without_answer_is_S0()
    {
        var script = new PacketScript();
        script.Udp(fromClient: true, [1, 2, 3]);
        script.Udp(fromClient: true, [4]);
        var flow = script.Flow();
        Assert.Equal(("S0", "D", 4L, 0L), (flow.ConnectionState, flow.History, flow.OriginatorBytes, flow.ResponderBytes));
        Assert.Equal((2L, 2 * 28 + 4L), (flow.OriginatorPackets, flow.OriginatorIpBytes));
    }

    [Fact]
    public void An_answer_seen_first_from_a_servers_port_is_turned()
    {
        var script = new PacketScript { ServerPort = 53 };
        script.Udp(fromClient: false, [1]);
        var flow = script.Flow();
        Assert.Equal(("SHR", "^d", 40000, 53), (flow.ConnectionState, flow.History, flow.Flow!.OriginatorPort, flow.Flow.ResponderPort));
        Assert.Equal(0.9, flow.DirectionConfidence);
    }

    [Fact]
    public void Sixty_seconds_of_silence_part_two_flows()
    {
        var script = new PacketScript();
        script.Udp(fromClient: true, [1]);
        script.Wait(59).Udp(fromClient: false, [1]);
        script.Wait(61).Udp(fromClient: true, [1]);
        Assert.Equal(["SF", "S0"], script.AllFlows().Select(flow => flow.ConnectionState));
    }

    [Fact]
    public void With_several_clocks_packets_older_than_the_latest_stay_one_flow()
    {
        var script = new PacketScript(new FlowOptions { SeveralClocks = true }) { Clock = 5000 };
        script.Icmp(fromClient: true, 8, 0);            // another tap's capture was read first, and its clock is far ahead
        script.Clock = 0;
        for (var i = 0; i < 100; i++) script.Udp(fromClient: true, [1]);
        Assert.Equal(100, script.AllFlows().Single(flow => flow.Flow!.Transport == Transport.Udp).OriginatorPackets);
    }

    [Fact]
    public void Echo_and_its_reply_are_one_flow()
    {
        var script = new PacketScript();
        script.Icmp(fromClient: true, 8, 0);
        script.Icmp(fromClient: false, 0, 0);
        var flow = script.Flow();
        Assert.Equal(("OTH", "", 8, 0), (flow.ConnectionState, flow.History, flow.Flow!.OriginatorPort, flow.Flow.ResponderPort));
        Assert.Equal((2L, 2L), (flow.OriginatorBytes, flow.ResponderBytes));
    }

    [Fact]
    public void Unreachables_of_both_sides_are_two_flows()
    {
        var script = new PacketScript();
        script.Icmp(fromClient: true, 3, 1);
        script.Icmp(fromClient: false, 3, 1);
        Assert.All(script.AllFlows(), flow => Assert.Equal((3, 1), (flow.Flow!.OriginatorPort, flow.Flow.ResponderPort)));
        Assert.Equal(2, script.Flows.Count());
    }

    [Fact]
    public void Other_protocols_are_counted()
    {
        var script = new PacketScript();
        script.Ip(fromClient: true, IpProtocol.Ospf, [1, 2, 3]);
        script.Ip(fromClient: false, IpProtocol.Ospf, [1, 2]);
        var flow = script.Flow();
        Assert.Equal((Transport.Other, 3L, 2L), (flow.Flow!.Transport, flow.OriginatorBytes, flow.ResponderBytes));
    }

    [Fact]
    public void A_flow_inside_a_tunnel_names_the_tunnel()
    {
        var script = new PacketScript();
        var inner = PacketScript.Ipv4([192, 168, 0, 1], [192, 168, 0, 2], IpProtocol.Udp, [0x9C, 0x40, 0, 7, 0, 9, 0, 0, 5]);
        script.Ip(fromClient: true, IpProtocol.IPv4, inner);
        script.Ip(fromClient: true, IpProtocol.IPv4, inner);
        var flow = script.Flow();
        var tunnel = Assert.Single(script.Events.OfType<TunnelEvent>());
        Assert.Equal(("Tunnel::IP", "Tunnel::DISCOVER"), (tunnel.TunnelType, tunnel.Action));
        Assert.Equal([tunnel.Flow!.Uid], flow.Flow!.TunnelParents!);
        Assert.Equal(2, flow.OriginatorPackets);
    }

    [Fact]
    public void Tunnels_beyond_the_limit_are_not_entered()
    {
        var packet = PacketScript.Ipv4([192, 168, 0, 1], [192, 168, 0, 2], IpProtocol.Udp, [0x9C, 0x40, 0, 7, 0, 9, 0, 0, 5]);
        for (byte depth = 0; depth < 5; depth++) packet = PacketScript.Ipv4([172, 16, depth, 1], [172, 16, depth, 2], IpProtocol.IPv4, packet);
        var script = new PacketScript(new FlowOptions { MaxTunnelDepth = 3 });
        script.Send(packet);
        script.Tracker.Finish();
        Assert.Empty(script.Flows);
        Assert.Equal(1, script.Tracker.Counters.TunnelsTooDeep);
    }
}
