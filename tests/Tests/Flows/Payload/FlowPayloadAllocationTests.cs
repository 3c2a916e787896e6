using NetSensor.Events;
using NetSensor.Flows.Payload;
using NetSensor.Protocols;
using NetSensor.Protocols.Recognition;
using NetSensor.Tests.Protocols;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Flows.Payload;

/// <summary>Once warm, payload sides, their buffers and the parsers that only name services allocate nothing.</summary>
public sealed class FlowPayloadAllocationTests
{
    private const int Rounds = 500;

    [Fact]
    public void Recognised_protocols_cost_no_allocation_once_warm()
    {
        var targets = FuzzTargets.All.Where(target => target.Seeds.Length > 0 && target.Protocol.Create() is ConfirmingParser).ToList(); // others tell events, which are objects
        var pool = new PayloadPool([.. targets.Select(target => target.Protocol)]);
        foreach (var target in targets)
        {
            var flow = new FuzzFlow(target.Protocol.Transport) { ResponderPort = target.Protocol.LikelyPorts[0] };
            var turns = target.Seeds[0].Turns.ToArray();
            for (var warm = 0; warm < 200; warm++) Converse(pool, flow, turns);
            var bytes = Allocations.Least(() =>
            {
                for (var round = 0; round < Rounds; round++) Converse(pool, flow, turns);
            });
            Assert.True(bytes == 0, $"{target} allocates {bytes} bytes in {Rounds} conversations");
        }
    }

    [Fact]
    public void Bytes_that_wait_and_change_hands_cost_no_allocation_once_warm()
    {
        var pool = new PayloadPool([new ProtocolDescriptor("waits", Transport.Tcp, [443], (_, _, _) => ProbeVerdict.Yes, () => new WaitsForAll())]);
        var flow = new FuzzFlow(Transport.Tcp) { ResponderPort = 443 };
        var bytes = new byte[1460];
        for (var warm = 0; warm < 50; warm++) Stream(pool, flow, bytes);
        Assert.Equal(0, Allocations.Least(() =>
        {
            for (var round = 0; round < 200; round++) Stream(pool, flow, bytes);
        }));
    }

    private static void Converse(PayloadPool pool, FuzzFlow flow, (Direction Direction, byte[] Bytes)[] turns)
    {
        var payload = pool.Rent();
        foreach (var (direction, bytes) in turns)
            if (flow.Transport == Transport.Udp) payload.Datagram(direction, bytes, bytes.Length, flow);
            else payload.Deliver(direction, bytes, flow);
        payload.Close(flow);
        pool.Return(payload);
    }

    private static void Stream(PayloadPool pool, FuzzFlow flow, byte[] bytes)
    {
        var payload = pool.Rent();
        for (var packet = 0; packet < 100; packet++) payload.Deliver((Direction)(packet & 1), bytes, flow);
        payload.Close(flow);
        pool.Return(payload);
    }

    /// <summary>Consumes in lumps of 40,000 bytes, so that buffers of every size are needed.</summary>
    private sealed class WaitsForAll : IProtocolParser
    {
        private const int Lump = 40_000;

        public ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow) =>
            ParseResult.Continue(bytes.Length < Lump ? 0 : Lump + 100);
        public ParseResult OnGap(Direction direction, long missingBytes, IFlowContext flow) => ParseResult.Continue(0);
        public void OnEndOfStream(Direction direction, IFlowContext flow) { }
        public void OnClose(IFlowContext flow) { }
        public void Reset() { }
    }
}
