using System.Buffers.Binary;
using NetSensor.Events;
using NetSensor.Flows;
using NetSensor.Flows.Payload;
using NetSensor.Protocols;
using NetSensor.Tests.Protocols.Dns;
using NetSensor.Wire;

namespace NetSensor.Tests.Flows;

public sealed class DnsSessionTests : IEventSink
{
    private static readonly Timestamp Start = Timestamp.FromUnix(1_700_000_000);
    private readonly List<SensorEvent> _events = [];
    private readonly FlowTracker _tracker;

    public DnsSessionTests() => _tracker = new FlowTracker(new FlowOptions(), new PayloadPool(ProtocolCatalog.All), this);

    void IEventSink.Emit(SensorEvent happened) => _events.Add(happened);

    private List<FlowEvent> Flows => [.. _events.OfType<FlowEvent>()];

    /// <summary>A datagram from 10.0.0.<paramref name="from"/> to 10.0.0.<paramref name="to"/>.</summary>
    private void Send(double second, (byte Host, ushort Port) from, (byte Host, ushort Port) to, byte[] payload)
    {
        byte[] packet =
        [
            0x45, 0, 0, 0, 0, 0, 0, 0, 64, 17, 0, 0, 10, 0, 0, from.Host, 10, 0, 0, to.Host,    // IPv4, UDP
            0, 0, 0, 0, 0, 0, 0, 0,
            .. payload,
        ];
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(20), from.Port);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(22), to.Port);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(24), (ushort)(8 + payload.Length));
        var raw = new RawPacket(Start + TimeSpan.FromSeconds(second), LinkType.Raw, packet.Length, packet);
        _tracker.Advance(raw.Time);
        _tracker.Prepare(0, raw);
        _tracker.Process(0, raw);
    }

    [Theory]
    [InlineData(0.5, 9.9, 1)]     // looked at after 10 s, but not silent for 9 s then
    [InlineData(0.5, 10.1, 2)]    // silent for 9.5 s at the look after 10 s
    [InlineData(5, 13.9, 1)]      // the look due after 10 s happens now, with the first packet behind that, and finds 8.9 s of silence
    [InlineData(5, 14.1, 2)]      // 9.1 s
    public void A_session_ends_at_the_first_look_that_finds_it_silent(double last, double next, int flows)
    {
        Send(0, (1, 40000), (53, 53), Messages.Query);
        Send(last, (53, 53), (1, 40000), Messages.Answer);
        Send(next, (1, 40000), (53, 53), Messages.Query);
        _tracker.Finish();
        Assert.Equal(flows, Flows.Count);
        Assert.All(Flows, flow => Assert.Equal("dns", flow.Service));
    }

    [Fact]
    public void Dns_on_a_strange_port_is_no_such_session()
    {
        Send(0, (1, 40000), (53, 4711), Messages.Query);
        Send(30, (1, 40000), (53, 4711), Messages.Query);
        _tracker.Finish();
        Assert.Equal("dns", Assert.Single(Flows).Service);
    }

    [Fact]
    public void A_flow_that_begins_with_its_answer_has_the_client_as_originator()
    {
        Send(0, (53, 137), (1, 137), [.. Messages.Answer]);
        _tracker.Finish();
        var flow = Assert.Single(Flows);
        Assert.Equal(("10.0.0.1", "10.0.0.53"), (flow.Flow!.Originator.ToString(), flow.Flow.Responder.ToString()));
        Assert.Equal(("D^", 0L, 1L), (flow.History, flow.OriginatorPackets, flow.ResponderPackets));
    }
}
