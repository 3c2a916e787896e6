using NetSensor.Enrichment.Connections;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Tests.Enrichment;

/// <summary>Lasting connections are remembered for after a restart, and for nothing else.</summary>
public sealed class OpenConnectionsTests
{
    private static readonly Timestamp Noon = Timestamp.FromUnix(1_790_000_000);

    [Fact]
    public void A_lasting_connection_that_nobody_closed_is_kept()
    {
        var memory = new Kept();
        var connections = new OpenConnections();
        connections.Emit(Open(40_000));
        connections.Save(memory);
        Assert.Equal(["Tcp 10.0.0.1 40000 192.0.2.1 443"], memory.Keys);
    }

    [Fact]
    public void Where_nothing_is_kept_nothing_is_remembered_for_it()
    {
        var memory = new Kept();
        var connections = new OpenConnections();
        connections.Save(NoMemory.Instance);
        connections.Emit(Open(40_000));
        connections.Save(memory); // which no run does: here it tells what was remembered
        Assert.Empty(memory.Keys);
    }

    private static FlowEvent Open(ushort port)
    {
        var ended = new FlowEvent { ConnectionState = "S1", History = "ShAD", Duration = TimeSpan.FromMinutes(2), OriginatorPackets = 5, ResponderPackets = 5, DirectionConfidence = 1 };
        ended.Stamp(Noon, new FlowIdentity
        {
            Start = Noon, Order = 1, Transport = Transport.Tcp, Protocol = IpProtocol.Tcp, Originator = IpAddr.Parse("10.0.0.1"), OriginatorPort = port, Responder = IpAddr.Parse("192.0.2.1"), ResponderPort = 443,
        }, 0);
        return ended;
    }

    private sealed class Kept : IMemory
    {
        public List<string> Keys { get; } = [];

        public void Keep(string key, ReadOnlySpan<byte> value, Timestamp lastUsed) => Keys.Add(key);

        public void Forget(string key)
        {
        }
    }
}
