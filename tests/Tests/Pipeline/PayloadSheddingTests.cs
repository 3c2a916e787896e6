using NetSensor.Capture;
using NetSensor.Capture.Files;
using NetSensor.Capture.Live;
using NetSensor.Events;
using NetSensor.Flows;
using NetSensor.Flows.Payload;
using NetSensor.Pipeline;
using NetSensor.Protocols;
using NetSensor.Tests.Flows;
using NetSensor.Tests.Flows.Payload;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Pipeline;

/// <summary>A shard that cannot keep up gives up payloads, never flows.</summary>
public sealed class PayloadSheddingTests
{
    public static TheoryData<string> Captures => ["http.pcap", "tls.pcap", "smb.pcap", "dns.pcap", "mail.pcap"];

    [Theory]
    [MemberData(nameof(Captures))]
    public void Flows_are_counted_alike_with_and_without_their_payloads(string capture)
    {
        var all = Run(capture, shedsFrom: int.MaxValue, out _);
        var shed = Run(capture, shedsFrom: 0, out var counters);
        Assert.Contains(all, IsOfPayload);
        Assert.DoesNotContain(shed, IsOfPayload);
        Assert.Equal(Flows(all), Flows(shed));
        Assert.InRange(counters.ShedFlows, 1, counters.Flows);
    }

    [Theory]
    [MemberData(nameof(Captures))]
    public void It_may_begin_in_the_middle(string capture)
    {
        var all = Run(capture, shedsFrom: int.MaxValue, out _);
        Assert.Equal(Flows(all), Flows(Run(capture, shedsFrom: 50, out _)));
    }

    [Fact]
    public void Datagrams_are_read_again_when_it_has_caught_up()
    {
        var script = new PacketScript(null, [.. ProtocolCatalog.All]) { ServerPort = 123 };
        Exchange(script);
        script.Tracker.ShedsPayload = true;
        Exchange(script);
        Exchange(script);
        script.Tracker.ShedsPayload = false;
        Exchange(script);
        Assert.Equal(4, script.Events.OfType<NtpMessageEvent>().Count()); // two before, two behind
        Assert.Equal("ntp", script.Flow().Service);
    }

    [Fact]
    public void A_flow_that_is_unread_in_two_overloads_counts_once()
    {
        var script = new PacketScript(null, [.. ProtocolCatalog.All]) { ServerPort = 123 };
        foreach (var isShedding in (bool[])[true, false, true, false])
        {
            script.Tracker.ShedsPayload = isShedding;
            Exchange(script);
        }
        Assert.Equal(4, script.Events.OfType<NtpMessageEvent>().Count());
        Assert.Equal(1, script.Tracker.Counters.ShedFlows);
    }

    [Fact]
    public void A_stream_stays_unread()
    {
        var told = new List<string>();
        var script = new PacketScript(null, LineProtocol.Descriptor(told, "lines", "", 80)).Play("ShADd");
        script.Tracker.ShedsPayload = true;
        script.Play("Dd");
        script.Tracker.ShedsPayload = false;
        script.Play("DdDdFafA");
        Assert.Equal(40, script.Flow().OriginatorBytes);
        Assert.Equal(["lines close"], told); // when it was given up, and nothing since
        Assert.Equal(1, script.Tracker.Counters.ShedFlows);
    }

    [Fact]
    public void It_begins_when_the_ring_is_half_full_and_ends_when_it_is_empty()
    {
        var (source, tracker, said) = (new PressedSource(), Tracker(new CollectedEvents()), new List<string>());
        var shedding = new PayloadShedding(source, tracker, TimeProvider.System) { Say = said.Add };
        shedding.AfterRead(32);
        Assert.False(shedding.IsShedding);
        source.IsPressed = true;
        shedding.AfterRead(32);
        Assert.True(shedding.IsShedding);
        source.IsPressed = false;
        shedding.AfterRead(32); // still behind
        Assert.True(tracker.ShedsPayload);
        shedding.AfterRead(0);
        Assert.False(tracker.ShedsPayload);
        Assert.Equal(2, said.Count);
        Assert.StartsWith("overloaded: half of a ring is full", said[0]);
        Assert.StartsWith("caught up after", said[1]);
    }

    [Fact]
    public void What_goes_back_and_forth_is_said_once_a_minute()
    {
        var (source, said) = (new PressedSource { IsPressed = true }, new List<string>());
        var shedding = new PayloadShedding(source, Tracker(new CollectedEvents()), TimeProvider.System) { Say = said.Add };
        for (var i = 0; i < 100; i++)
        {
            shedding.AfterRead(32);
            shedding.AfterRead(0);
        }
        Assert.Equal(100, shedding.Times);
        Assert.Equal(2, said.Count);
    }

    /// <summary>A question of NTP and its answer.</summary>
    private static void Exchange(PacketScript script)
    {
        var (question, answer) = (new byte[48], new byte[48]);
        (question[0], answer[0]) = (0x23, 0x24); // version 4, a client, a server
        script.Udp(fromClient: true, question);
        script.Udp(fromClient: false, answer);
    }

    private static bool IsOfPayload(SensorEvent happened) => happened is { Flow: not null } and not (FlowEvent or FlowRhythmEvent or WeirdEvent);

    private static List<SensorEvent> Run(string capture, int shedsFrom, out FlowCounters counters)
    {
        var events = new CollectedEvents();
        var tracker = Tracker(events);
        using var set = CaptureFileSet.Open([Path.Combine(Checkout.Folder, "pcaps", capture)]);
        using var source = set.CreateSource();
        var (batch, packets) = (new PacketBatch(), 0);
        for (var open = true; open;)
        {
            batch.Clear();
            open = source.Read(batch);
            for (var slot = 0; slot < batch.Count; slot++)
            {
                tracker.ShedsPayload = packets++ >= shedsFrom;
                tracker.Prepare(slot, batch[slot]);
                tracker.Fetch();
                tracker.Process(slot, batch[slot]);
            }
        }
        tracker.Finish();
        counters = tracker.Counters;
        return events.Events;
    }

    private static FlowTracker Tracker(IEventSink events) => new(new FlowOptions(), new PayloadPool(ProtocolCatalog.All), events);

    /// <summary>What conn.log would say of each, but for what only a payload tells.</summary>
    private static List<string> Flows(IEnumerable<SensorEvent> events) =>
        [.. events.OfType<FlowEvent>().Where(flow => flow.Flow!.Transport == Transport.Tcp).Select(flow =>
            $"{flow.Flow!.Uid} {flow.ConnectionState} {flow.History} {flow.OriginatorPackets} {flow.OriginatorBytes} {flow.ResponderPackets} {flow.ResponderBytes} {flow.MissedBytes} {flow.Duration}").Order(StringComparer.Ordinal)];

    private sealed class PressedSource : ILiveSource
    {
        public bool IsPressed { get; set; }
        public CaptureCounters Counters { get; } = new();
        public IReadOnlyList<CaptureFault> Faults => [];

        public bool Read(PacketBatch batch) => true;

        public void Stop()
        {
        }

        public void UpdateDrops()
        {
        }

        public void Dispose()
        {
        }
    }
}
