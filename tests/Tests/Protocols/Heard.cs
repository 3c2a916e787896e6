using NetSensor.Events;
using NetSensor.Flows.Payload;
using NetSensor.Protocols;
using NetSensor.Tests.Support;
using NetSensor.Wire;

namespace NetSensor.Tests.Protocols;

/// <summary>What is heard of a conversation on a port: the catalog's probes choose the parser, as in the sensor.</summary>
internal static class Heard
{
    /// <summary>A flow from 10.0.0.1 to 192.0.2.1 that keeps what is told of it.</summary>
    public static RecordingFlow FlowTo(Transport transport, ushort port) => new()
    {
        Flow = new FlowIdentity
        {
            Uid = "CTest",
            Start = Timestamp.FromUnix(1_000_000),
            Originator = IpAddr.Parse("10.0.0.1"),
            Responder = IpAddr.Parse("192.0.2.1"),
            OriginatorPort = 40000,
            ResponderPort = port,
            Transport = transport,
            Protocol = transport == Transport.Udp ? IpProtocol.Udp : IpProtocol.Tcp,
            CommunityId = "1:test",
            Order = 1,
        },
    };

    /// <summary>The whole conversation, a tenth of a second between turns, and the end of the flow.</summary>
    public static RecordingFlow Of(Transport transport, ushort port, params FuzzSeed[] talks)
    {
        var pool = new PayloadPool(ProtocolCatalog.All);
        var flow = FlowTo(transport, port);
        var payload = pool.Rent();
        foreach (var (direction, bytes) in talks.SelectMany(talk => talk.Turns))
        {
            if (transport == Transport.Udp) payload.Datagram(direction, bytes, bytes.Length, flow);
            else payload.Deliver(direction, bytes, flow);
            flow.Now += TimeSpan.FromMilliseconds(100);
        }
        payload.Close(flow);
        return flow;
    }

    /// <summary>Every event of a type that such a conversation tells.</summary>
    public static List<TEvent> Events<TEvent>(Transport transport, ushort port, params FuzzSeed[] talks) =>
        [.. Of(transport, port, talks).Events.OfType<TEvent>()];

    /// <summary>The conversation cut behind each of its bytes: nothing may throw, and none may tell more events than the whole.</summary>
    public static void EveryPrefix<TEvent>(Transport transport, ushort port, FuzzSeed talk)
    {
        var whole = Events<TEvent>(transport, port, talk).Count;
        Assert.NotEqual(0, whole);
        for (var turn = 0; turn < talk.Turns.Count; turn++)
            for (var length = 0; length < talk.Turns[turn].Bytes.Length; length++)
            {
                var prefix = new FuzzSeed([.. talk.Turns.Take(turn), (talk.Turns[turn].Direction, talk.Turns[turn].Bytes[..length])]);
                Assert.InRange(Events<TEvent>(transport, port, prefix).Count, 0, whole);
            }
    }
}
