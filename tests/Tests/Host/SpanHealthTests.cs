using NetSensor.Events;
using NetSensor.Host.Metrics;
using NetSensor.Tests.Flows;

namespace NetSensor.Tests.Host;

/// <summary>A mirror port that shows one direction only is known by flows that prove the other.</summary>
public sealed class SpanHealthTests
{
    [Theory]
    [InlineData("ShADda", 1, 0, 0)]   // both sides were seen
    [InlineData("SADF", 0, 1, 0)]     // it acknowledged what nobody saw
    [InlineData("hadf", 0, 0, 1)]     // answers without questions
    [InlineData("SSS", 0, 0, 0)]      // nobody answered: a scan proves nothing
    [InlineData("h", 0, 0, 0)]        // backscatter of a flood with forged senders
    [InlineData("R", 0, 0, 0)]
    public void Only_a_connection_that_stood_proves_a_missing_side(string packets, int both, int originator, int responder)
    {
        var health = new SpanHealth();
        var upper = packets.Count(char.IsUpper);
        health.Emit(Tcp(packets, upper, packets.Length - upper));
        Assert.Equal((both, originator, responder), (health.Both, health.OriginatorOnly, health.ResponderOnly));
    }

    private static FlowEvent Tcp(string history, int originatorPackets, int responderPackets)
    {
        var flow = new FlowEvent { ConnectionState = "OTH", History = history, OriginatorPackets = originatorPackets, ResponderPackets = responderPackets };
        flow.Stamp(PacketScript.Start, new PacketScript().Play("S").Flow().Flow!, 0);
        return flow;
    }
}
