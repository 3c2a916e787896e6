using NetSensor.Events;
using NetSensor.Flows;
using NetSensor.Flows.Payload;
using NetSensor.Wire;

namespace NetSensor.Tests.Flows;

/// <summary>What a mirror port shows of the ways that packets and their answers take.</summary>
public sealed class ReturnPathTests
{
    private const byte Client = 1, Gateway = 2, OtherGateway = 3; // last byte of their hardware addresses

    private readonly FlowTracker _tracker = new(new FlowOptions(), new PayloadPool([]), new Nobody());

    [Fact]
    public void An_answer_between_the_same_two_stations_is_the_same_way()
    {
        Send(Client, Gateway, isAnswer: false);
        Send(Gateway, Client, isAnswer: true);
        Assert.Equal((1, 0, 0), Ways());
    }

    [Fact]
    public void An_answer_through_another_gateway_is_another_way_and_counted_once_a_flow()
    {
        Send(Client, Gateway, isAnswer: false);
        Send(OtherGateway, Client, isAnswer: true);
        Send(OtherGateway, Client, isAnswer: true);
        Assert.Equal((0, 1, 0), Ways());
    }

    [Fact]
    public void An_answer_in_another_VLAN_is_told_as_such()
    {
        Send(Client, Gateway, isAnswer: false, vlan: 10);
        Send(Gateway, Client, isAnswer: true, vlan: 20);
        Assert.Equal((0, 0, 1), Ways());
    }

    [Fact]
    public void What_nobody_answers_takes_no_way_back()
    {
        Send(Client, Gateway, isAnswer: false);
        Send(Client, Gateway, isAnswer: false);
        Assert.Equal((0, 0, 0), Ways());
    }

    [Fact]
    public void Flows_are_counted_by_their_VLAN()
    {
        Send(Client, Gateway, isAnswer: false, vlan: 10);
        Assert.Equal((1, 0), (_tracker.Counters.VlanFlows[10], _tracker.Counters.VlanFlows[FlowCounters.Untagged]));
    }

    private (long Same, long Address, long Vlan) Ways() =>
        (_tracker.Counters.ReturnsSamePath, _tracker.Counters.ReturnsOtherAddress, _tracker.Counters.ReturnsOtherVlan);

    /// <summary>A datagram of 10.0.0.1:40000 to 10.0.0.2:99, or its answer.</summary>
    private void Send(byte from, byte to, bool isAnswer, int vlan = -1)
    {
        byte[] datagram = [0x9C, 0x40, 0, 99, 0, 9, 0, 0, 7]; // ports, length, no checksum, a byte
        if (isAnswer) (datagram[0], datagram[1], datagram[2], datagram[3]) = (0, 99, 0x9C, 0x40);
        var packet = isAnswer ? PacketScript.Ipv4([10, 0, 0, 2], [10, 0, 0, 1], IpProtocol.Udp, datagram) : PacketScript.Ipv4([10, 0, 0, 1], [10, 0, 0, 2], IpProtocol.Udp, datagram);
        byte[] tag = vlan < 0 ? [] : [0x81, 0, 0, (byte)vlan];
        byte[] frame = [2, 0, 0, 0, 0, to, 2, 0, 0, 0, 0, from, .. tag, 8, 0, .. packet];
        var raw = new RawPacket(PacketScript.Start, LinkType.Ethernet, frame.Length, frame);
        _tracker.Prepare(0, raw);
        _tracker.Process(0, raw);
    }

    private sealed class Nobody : IEventSink
    {
        public void Emit(SensorEvent happened) { }
    }
}
