using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using NetSensor.Events;
using NetSensor.Flows;
using NetSensor.Flows.Payload;
using NetSensor.Flows.Table;
using NetSensor.Wire;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Flows;

public sealed class FlowLimitTests
{
    private sealed class Count : IEventSink
    {
        public int Flows { get; private set; }
        public void Emit(SensorEvent happened) => Flows += happened is FlowEvent ? 1 : 0;
    }

    private readonly Count _count = new();

    private FlowTracker NewTracker(int capacity) => new(new FlowOptions { Capacity = capacity }, new PayloadPool([]), _count);

    private static void Feed(FlowTracker tracker, byte[] packet, Timestamp time)
    {
        var raw = new RawPacket(time, LinkType.Raw, packet.Length, packet);
        tracker.Advance(time);
        tracker.Prepare(0, raw);
        tracker.Process(0, raw);
    }

    /// <summary>A SYN from one of many clients.</summary>
    private static byte[] Syn(int client)
    {
        var packet = PacketScript.Ipv4([10, 0, 0, 0], [10, 255, 0, 1], IpProtocol.Tcp, new byte[20]);
        BinaryPrimitives.WriteInt32BigEndian(packet.AsSpan(12), 0x0A00_0000 + client);
        packet[20 + 1] = 99;
        packet[20 + 3] = 80;
        packet[20 + 12] = 0x50;
        packet[20 + 13] = (byte)TcpFlags.Syn;
        return packet;
    }

    [Fact]
    public void A_quiet_TCP_flow_costs_at_most_400_bytes()
    {
        const int IndexBytesAtWorst = 8 * 8 / 3; // eight-byte entries, and the index is at least three eighths full after it grew
        Assert.InRange(Unsafe.SizeOf<FlowRecord>() + IndexBytesAtWorst, 1, 400);
    }

    [Fact]
    public void A_SYN_flood_evicts_and_counts_and_every_flow_is_told()
    {
        var tracker = NewTracker(1000);
        for (var client = 0; client < 5000; client++) Feed(tracker, Syn(client), PacketScript.Start + TimeSpan.FromMilliseconds(client / 10.0));
        Assert.Equal((1000L, 4000L), (tracker.Counters.ActiveFlows, tracker.Counters.Evictions));
        Assert.Equal(4000, _count.Flows);
        tracker.Finish();
        Assert.Equal(5000, _count.Flows);
    }

    [Fact]
    public void The_flow_nearest_to_its_end_gives_way_first()
    {
        var script = new PacketScript(new FlowOptions { Capacity = 2 });
        script.ClientPort = 1000;
        script.Play("ShA");
        script.ClientPort = 2000;
        script.Play("S");
        script.ClientPort = 3000;
        script.Play("S");
        Assert.Equal(2000, Assert.Single(script.Flows).Flow!.OriginatorPort);
    }

    [Fact]
    public void Flows_come_and_go_without_losing_any()
    {
        var tracker = NewTracker(1_000_000);
        var time = PacketScript.Start;
        for (var client = 0; client < 200_000; client++) Feed(tracker, Syn(client), time += TimeSpan.FromMilliseconds(1));
        Assert.InRange(tracker.Counters.ActiveFlows, 5000, 5200); // 5 s of attempts at 1,000 a second
        tracker.Finish();
        Assert.Equal(200_000, _count.Flows);
        Assert.Equal(0, tracker.Counters.Evictions);
    }

    [Fact]
    public void Nothing_is_allocated_per_packet_once_warm()
    {
        var tracker = NewTracker(100_000);
        var data = PacketScript.Ipv4([10, 0, 0, 1], [10, 255, 0, 1], IpProtocol.Tcp, new byte[120]);
        data[20 + 1] = 99;
        data[20 + 3] = 80;
        data[20 + 12] = 0x50;
        data[20 + 13] = (byte)TcpFlags.Ack;
        var time = PacketScript.Start;
        var round = 0;
        Assert.Equal(0, Allocations.Least(() =>
        {
            for (var i = 0; i < 50_000; i++)
            {
                BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(12), 0x0A00_0000 + i % 1000);
                BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(24), (round * 50 + i / 1000) * 100);
                Feed(tracker, data, time += TimeSpan.FromTicks(100));
            }
            round++;
        }));
    }
}
