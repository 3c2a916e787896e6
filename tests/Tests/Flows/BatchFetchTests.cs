using NetSensor.Events;
using NetSensor.Flows;
using NetSensor.Flows.Payload;
using NetSensor.Protocols;
using NetSensor.Tests.Pipeline;
using NetSensor.Wire;

namespace NetSensor.Tests.Flows;

/// <summary>Records of a batch's flows are brought into the cache before any of its packets is accounted.</summary>
public sealed class BatchFetchTests : IEventSink
{
    private const int Clients = 4 * FlowTracker.BatchCapacity;

    private readonly FlowTracker _tracker;

    public BatchFetchTests() => _tracker = new FlowTracker(new FlowOptions(), new PayloadPool([]), this);

    void IEventSink.Emit(SensorEvent happened)
    {
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(FlowTracker.BatchCapacity - 1)]
    [InlineData(FlowTracker.BatchCapacity)] // a full batch is the usual one
    public void Every_flow_of_a_batch_is_fetched(int packets)
    {
        var packet = Packet();
        Speak(packet, packets);
        Assert.Equal(packets, _tracker.FetchedRecords);
        Speak(packet, packets);
        Assert.Equal(2 * packets, _tracker.FetchedRecords);
    }

    [Fact]
    public void Packets_that_nobody_fetches_for_are_accounted_all_the_same()
    {
        var packet = Packet();
        for (var count = 0; count < 3 * FlowTracker.BatchCapacity; count++)
        {
            _tracker.Prepare(0, Raw(packet));
            _tracker.Process(0, Raw(packet));
        }
        Assert.Equal(3 * FlowTracker.BatchCapacity, _tracker.Counters.Packets);
        Assert.Equal(1, _tracker.Counters.Flows);
    }

    [Fact]
    public void Flows_tell_the_same_whether_they_were_fetched_or_not()
    {
        var told = ToldOf(isFetched: true);
        Assert.Equal(Clients, told.Count(line => line.Contains(nameof(FlowEvent), StringComparison.Ordinal)));
        Assert.Equal(2 * Clients, told.Count(line => line.Contains(nameof(DnsTransactionEvent), StringComparison.Ordinal)));
        Assert.Equal(told, ToldOf(isFetched: false));
    }

    /// <summary>Many clients ask one question each, and once more half a second later; then an hour passes.</summary>
    private static List<string> ToldOf(bool isFetched)
    {
        var told = new CollectedEvents();
        var tracker = new FlowTracker(new FlowOptions(), new PayloadPool(ProtocolCatalog.All), told);
        foreach (var seconds in (double[])[0, 0.5])
            for (var first = 0; first < Clients; first += FlowTracker.BatchCapacity)
            {
                for (var slot = 0; slot < FlowTracker.BatchCapacity; slot++) tracker.Prepare(slot, Question(first + slot, seconds));
                if (isFetched) tracker.Fetch();
                for (var slot = 0; slot < FlowTracker.BatchCapacity; slot++) tracker.Process(slot, Question(first + slot, seconds));
            }
        tracker.Advance(PacketScript.Start + TimeSpan.FromHours(1));
        return [.. told.Events.Select(happened => $"{happened.Time.Nanoseconds} {happened.GetType().Name} {happened.Flow?.Uid}")];
    }

    private static RawPacket Question(int client, double seconds)
    {
        byte[] query = [0x9C, 0x40, 0, 53, 0, 27, 0, 0, (byte)client, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, (byte)'a', 0, 0, 1, 0, 1]; // from port 40000 to 53: "a", A, IN
        var packet = PacketScript.Ipv4([10, 1, 0, (byte)client], [10, 0, 0, 53], IpProtocol.Udp, query);
        return new RawPacket(PacketScript.Start + TimeSpan.FromSeconds(seconds), LinkType.Raw, packet.Length, packet);
    }

    private void Speak(byte[] packet, int packets)
    {
        for (var slot = 0; slot < packets; slot++) _tracker.Prepare(slot, Raw(packet));
        _tracker.Fetch();
        for (var slot = 0; slot < packets; slot++) _tracker.Process(slot, Raw(packet));
    }

    private static byte[] Packet() => PacketScript.Ipv4([10, 0, 0, 1], [10, 0, 0, 2], IpProtocol.Udp,
        [0x9C, 0x40, 0x9C, 0x41, 0, 9, 0, 0, 1]); // from port 40000 to 40001, nine bytes, no checksum, one byte of payload

    private static RawPacket Raw(byte[] packet) => new(PacketScript.Start, LinkType.Raw, packet.Length, packet);
}
