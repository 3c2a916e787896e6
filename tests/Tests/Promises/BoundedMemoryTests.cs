using System.Buffers.Binary;
using System.Text;
using NetSensor.Flows;
using NetSensor.Flows.Fragments;
using NetSensor.Flows.Payload;
using NetSensor.Pipeline;
using NetSensor.Tests.Flows;
using NetSensor.Wire;

namespace NetSensor.Tests.Promises;

/// <summary>Traffic that wants to fill the memory: what is kept stays below limits that have names, and what they cost is counted.</summary>
[Collection(HeavyCollection.Name)]
public sealed class BoundedMemoryTests
{
    private const long Megabyte = 1 << 20;
    private const long MostBuffered = 8 * Megabyte;

    [Fact]
    public void A_SYN_flood_of_millions_of_flows_takes_no_more_memory_than_the_table_holds()
    {
        const int Flows = 2_000_000;
        const int Capacity = 50_000;
        var source = new GeneratedSource(Flows, 64, static (number, packet) => Segment(packet, (uint)number, 80, TcpFlags.Syn, 1, [], Microseconds(number)));
        var sensor = new SensorInMemory(source, new FlowOptions { Capacity = Capacity });
        RunWithoutEnd(sensor, Flows / 4);
        var before = LiveBytes();
        RunWithoutEnd(sensor, Flows - Flows / 4);
        var counters = sensor.Tracker.Counters;
        Assert.InRange(LiveBytes() - before, long.MinValue, 4 * Megabyte);
        sensor.Run();
        Assert.Equal((Flows, Flows), (counters.Flows, sensor.Flows));
        Assert.Equal(Flows - Capacity, counters.Evictions); // none of them ends by itself within five seconds: 2 s of packet time
        Assert.Equal(0, counters.ActiveFlows);
    }

    [Fact]
    public void HTTP_headers_that_never_end_are_not_kept()
    {
        var sensor = OneFlow(80, 40_000, number => Encoding.ASCII.GetBytes(number == 0 ? "GET / HTTP/1.1\r\n" : $"X-Endless-{number}: {new string('a', 900)}\r\n"));
        AssertSmall(sensor, 4 * Megabyte);
        var folded = OneFlow(80, 40_000, number => Encoding.ASCII.GetBytes(number == 0 ? "GET / HTTP/1.1\r\nX: " : new string('a', 900)));
        AssertSmall(folded, 4 * Megabyte);
    }

    [Fact]
    public void A_TLS_handshake_that_never_completes_is_not_kept_beyond_its_limit()
    {
        byte[] hello = [22, 3, 1, 0x04, 0, 1, 0xFF, 0xFF, 0xFF, .. new byte[1020]]; // a ClientHello of 16 MB, in records of 1,024 bytes
        byte[] more = [22, 3, 1, 0x04, 0, .. new byte[1024]];
        AssertSmall(OneFlow(443, 40_000, number => number == 0 ? hello : more), 4 * Megabyte);
    }

    [Fact]
    public void Flows_that_each_wait_for_the_rest_of_a_message_share_a_limit()
    {
        const int Flows = 20_000;
        byte[] question = [0x20, 0, 0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 4, (byte)'n', (byte)'o', (byte)'n', (byte)'e', 0, 0, 1, 0, 1]; // of 8,192 bytes, says its length
        var sensor = ManyFlows(Flows, 53, [.. question, .. new byte[1000]]);
        RunWithoutEnd(sensor, 2 * Flows);
        Assert.InRange(sensor.Tracker.Payloads.BufferedBytes, 1, MostBuffered + PayloadLimits.BufferedBytes);
        Assert.True(sensor.Tracker.Payloads.Counters.BufferTotalHits > 0);
        sensor.Run();
        Assert.Equal(0, sensor.Tracker.Payloads.BufferedBytes);
        Assert.Equal(Flows, sensor.Flows);
    }

    [Fact]
    public void Holes_everywhere_are_bounded_per_flow_and_in_all()
    {
        const int Flows = 2_000;
        const int SegmentsOfAFlow = 40;
        var options = new FlowOptions { MaxOutOfOrderBytes = 16 * 1024, MaxOutOfOrderBytesTotal = 4 * Megabyte };
        var payload = new byte[1000];
        var source = new GeneratedSource(Flows * SegmentsOfAFlow, 1100, (number, packet) =>
        {
            var (segment, flow) = Math.DivRem((int)number, Flows);
            if (segment == 0) return Segment(packet, (uint)flow, 443, TcpFlags.Syn, 0, [], Microseconds(number * 10));
            return Segment(packet, (uint)flow, 443, TcpFlags.Ack, (uint)(1 + segment * 2000), payload, Microseconds(number * 10)); // every other thousand bytes
        });
        var before = LiveBytes();
        var sensor = new SensorInMemory(source, options);
        RunWithoutEnd(sensor, Flows * SegmentsOfAFlow);
        var counters = sensor.Tracker.Counters;
        Assert.InRange(LiveBytes() - before, long.MinValue, 24 * Megabyte); // the flows, their details, and what waits
        sensor.Run();
        Assert.Equal(Flows, sensor.Flows);
        Assert.True(counters.Gaps > 0 && counters.OutOfOrderTotalHits > 0);
    }

    [Fact]
    public void DNS_queries_without_answers_do_not_pile_up()
    {
        const int Queries = 300_000;
        const int Capacity = 10_000;
        byte[] query = [0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 4, (byte)'n', (byte)'o', (byte)'n', (byte)'e', 0, 0, 1, 0, 1];
        var source = new GeneratedSource(Queries, 128, (number, packet) =>
        {
            var length = Ip(packet, IpProtocol.Udp, number % 2 == 0 ? 0xFFFF : (uint)number, 8 + query.Length); // half of them of one client
            BinaryPrimitives.WriteUInt16BigEndian(packet[20..], 5353 + 1);
            BinaryPrimitives.WriteUInt16BigEndian(packet[22..], 53);
            BinaryPrimitives.WriteUInt16BigEndian(packet[24..], (ushort)(8 + query.Length));
            query.CopyTo(packet[28..]);
            BinaryPrimitives.WriteUInt16BigEndian(packet[28..], (ushort)number);
            return new GeneratedSource.Made(length, Microseconds(number * 10), LinkType.Raw, length);
        });
        var sensor = new SensorInMemory(source, new FlowOptions { Capacity = Capacity });
        RunWithoutEnd(sensor, Queries / 4);
        var before = LiveBytes();
        RunWithoutEnd(sensor, Queries - Queries / 4);
        Assert.InRange(LiveBytes() - before, long.MinValue, 32 * Megabyte); // detectors remember 112,000 more hosts in tables of their own; the queries would be 45 MB
        Assert.True(sensor.Tracker.Counters.Evictions > 0);
        sensor.Run();
        Assert.Equal(sensor.Tracker.Counters.Flows, sensor.Flows);
    }

    [Fact]
    public void Fragments_that_are_never_completed_give_way_to_newer_ones()
    {
        const int Fragments = 200_000;
        var options = new FlowOptions { Fragments = new FragmentOptions { MaxDatagrams = 1000, MaxBytes = 2 * 1024 * 1024 } };
        var source = new GeneratedSource(Fragments, 1500, static (number, packet) =>
        {
            packet[..1100].Clear();
            var length = Ip(packet, IpProtocol.Udp, (uint)number, 1000);
            BinaryPrimitives.WriteUInt16BigEndian(packet[4..], (ushort)number);
            packet[6] = 0x20; // more fragments follow
            return new GeneratedSource.Made(length, Microseconds(number), LinkType.Raw, length);
        });
        var before = LiveBytes();
        var sensor = new SensorInMemory(source, options);
        RunWithoutEnd(sensor, Fragments);
        Assert.InRange(LiveBytes() - before, long.MinValue, 16 * Megabyte);
        sensor.Run();
        var counters = sensor.Tracker.Fragments;
        Assert.Equal(Fragments, counters.Evicted + counters.TimedOut);
        Assert.True(counters.Evicted >= Fragments - 1000);
    }

    /// <summary>One long stream from a client whose server acknowledges nothing and says nothing.</summary>
    private static SensorInMemory OneFlow(ushort port, int segments, Func<int, byte[]> say)
    {
        var next = 1u;
        var source = new GeneratedSource(segments + 1, 2048, (number, packet) =>
        {
            if (number == 0) return Segment(packet, 1, port, TcpFlags.Syn, 0, [], Microseconds(0));
            var said = say((int)number - 1);
            var made = Segment(packet, 1, port, TcpFlags.Ack, next, said, Microseconds(number * 10));
            next += (uint)said.Length;
            return made;
        });
        return new SensorInMemory(source);
    }

    private static SensorInMemory ManyFlows(int flows, ushort port, byte[] say) =>
        new(new GeneratedSource(2 * flows, 2048, (number, packet) => number % 2 == 0
            ? Segment(packet, (uint)(number / 2), port, TcpFlags.Syn, 0, [], Microseconds(number))
            : Segment(packet, (uint)(number / 2), port, TcpFlags.Ack, 1, say, Microseconds(number))), maxBufferedBytes: MostBuffered);

    /// <summary>Runs the whole epochs in so many packets: at the end everything would be let go.</summary>
    private static void RunWithoutEnd(SensorInMemory sensor, int packets)
    {
        for (var epoch = 0; epoch < packets / Shard.EpochPackets; epoch++) sensor.RunEpoch();
        Assert.False(sensor.IsOver);
    }

    private static void AssertSmall(SensorInMemory sensor, long most)
    {
        sensor.RunEpoch();
        var before = LiveBytes();
        sensor.RunEpoch();
        Assert.False(sensor.IsOver);
        Assert.InRange(LiveBytes() - before, long.MinValue, most);
        Assert.InRange(sensor.Tracker.Payloads.BufferedBytes, 0, 2 * PayloadLimits.BufferedBytes);
        sensor.Run();
        Assert.Equal(1, sensor.Flows);
    }

    private static GeneratedSource.Made Segment(
        Span<byte> packet, uint client, ushort port, TcpFlags flags, uint sequence, ReadOnlySpan<byte> payload, Timestamp time)
    {
        var length = Ip(packet, IpProtocol.Tcp, client, 20 + payload.Length);
        var tcp = packet[20..];
        tcp[..20].Clear();
        BinaryPrimitives.WriteUInt16BigEndian(tcp, (ushort)(1024 + client % 50_000));
        BinaryPrimitives.WriteUInt16BigEndian(tcp[2..], port);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[4..], sequence);
        tcp[12] = 0x50;
        tcp[13] = (byte)flags;
        tcp[14] = 0xFF; // window
        payload.CopyTo(tcp[20..]);
        return new GeneratedSource.Made(length, time, LinkType.Raw, length);
    }

    /// <summary>An IPv4 header from one of many clients to the one server; returns the packet's length.</summary>
    private static int Ip(Span<byte> packet, IpProtocol protocol, uint client, int carried)
    {
        packet[..20].Clear();
        packet[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(packet[2..], (ushort)(20 + carried));
        packet[8] = 64;
        packet[9] = (byte)protocol;
        BinaryPrimitives.WriteUInt32BigEndian(packet[12..], 0x0B00_0000 + client);
        BinaryPrimitives.WriteUInt32BigEndian(packet[16..], 0xC000_0201);
        return 20 + carried;
    }

    private static Timestamp Microseconds(long number) => PacketScript.Start + TimeSpan.FromMicroseconds(number);

    private static long LiveBytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
