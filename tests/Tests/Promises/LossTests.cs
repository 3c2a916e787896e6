using System.Text.Json;
using NetSensor.Analyzers;
using NetSensor.Enrichment;
using NetSensor.Events;
using NetSensor.Flows;
using NetSensor.Flows.Fragments;
using NetSensor.Flows.Payload;
using NetSensor.Generator;
using NetSensor.Host;
using NetSensor.Host.Summary;
using NetSensor.Tests.Capture;
using NetSensor.Tests.Wire;
using NetSensor.Wire;
using Machine = NetSensor.Generator.Host;

namespace NetSensor.Tests.Promises;

/// <summary>Nothing is lost silently: what a limit keeps out and what the capture lacks is in summary.json, each by its cause.</summary>
public sealed class LossTests
{
    /// <summary>Counters of what was done, not of what was lost; and those that another counter tells more exactly.</summary>
    private static readonly HashSet<string> NoLosses =
    [
        "FlowCounters.Packets", "FlowCounters.Flows", "FlowCounters.ActiveFlows", "FlowCounters.Tunnelled", "FlowCounters.Fragments", "FlowCounters.Duplicates",
        "FlowCounters.OutOfOrderSegments", "FlowCounters.Retransmissions", "FlowCounters.BadIpChecksums", "FlowCounters.BadTcpChecksums", "FlowCounters.BadUdpChecksums", "FlowCounters.BadIcmpChecksums",
        "FlowCounters.ReturnsSamePath", "FlowCounters.ReturnsOtherAddress", "FlowCounters.ReturnsOtherVlan",
        "PayloadCounters.Unrecognised", "PayloadCounters.WrongGuesses", "PayloadCounters.Upgrades", "PayloadCounters.GapBytes",
        "FragmentCounters.Fragments", "FragmentCounters.Reassembled", "FragmentCounters.Overlaps",
        "DnsNamesCounters.Learnt", "DnsNamesCounters.Expired",
    ];

    private static readonly Timestamp Start = Timestamp.FromUnix(1_790_000_000);
    private static readonly Machine Client = Machine.At("10.0.0.1");
    private static readonly Machine Server = Machine.At("192.0.2.1");

    [Fact]
    public void Every_counter_of_a_loss_is_in_the_summary()
    {
        var tracker = new FlowTracker(new FlowOptions(), new PayloadPool([]), new Nowhere());
        using var enrichment = new EnrichmentStage(new EnrichmentOptions());
        var losses = new Losses([tracker], enrichment, [], new TrafficObserver(), new FindingsObserver(null));
        foreach (var counters in new object[] { tracker.Counters, tracker.Payloads.Counters, tracker.Fragments, enrichment.Names.Counters })
            foreach (var counter in counters.GetType().GetProperties().Where(property => property.PropertyType == typeof(long)))
            {
                var name = $"{counters.GetType().Name}.{counter.Name}";
                if (NoLosses.Contains(name)) continue;
                counter.SetValue(counters, 4711L);
                Assert.True(losses.Unread.Concat(losses.Limits).Count(loss => loss.Count == 4711) == 1, $"{name} is not in the summary, or twice");
                counter.SetValue(counters, 0L);
            }
    }

    [Fact]
    public void Every_cause_has_a_name_of_its_own()
    {
        var tracker = new FlowTracker(new FlowOptions(), new PayloadPool([]), new Nowhere());
        using var enrichment = new EnrichmentStage(new EnrichmentOptions());
        var losses = new Losses([tracker], enrichment, DetectorCatalog.CreateAll(), new TrafficObserver(), new FindingsObserver(null));
        var causes = losses.Unread.Concat(losses.Limits).Select(loss => loss.Cause).ToList();
        Assert.Equal(causes.Distinct(), causes);
        Assert.Contains("beaconing_evictions", causes);
    }

    [Fact]
    public void A_full_flow_table_is_told() => AssertTold("limits", "flow_evictions", 40, new FlowOptions { Capacity = 10 }, capture =>
    {
        for (ushort port = 1; port <= 50; port++) capture.Add(Start, Frames.Tcp(Client, port, Server, 80, 1, 0, TcpFlags.Syn, []));
    });

    [Fact]
    public void Bytes_that_the_capture_lacks_are_told() => AssertTold("limits", "tcp_gap_bytes", 500, new FlowOptions(), capture =>
    {
        var flow = new TcpConversation(capture, Start, (Client, 40_000), (Server, 80), TimeSpan.FromMilliseconds(1), new Random(1));
        flow.Client("GET / HTTP/1.1\r\n\r\n"u8);
        capture.Add(flow.Now, Frames.Tcp(Client, 40_000, Server, 80, flow.ClientSequence + 500, flow.ServerSequence, TcpFlags.Ack, "x"u8));
        capture.Add(flow.Now, Frames.Tcp(Server, 80, Client, 40_000, flow.ServerSequence, flow.ClientSequence + 501, TcpFlags.Ack, "y"u8));
    });

    [Fact]
    public void Segments_that_wait_beyond_the_limit_of_a_flow_are_told() =>
        AssertTold("limits", "tcp_out_of_order_per_flow", null, new FlowOptions { MaxOutOfOrderBytes = 2000 }, Holes);

    [Fact]
    public void Segments_that_wait_beyond_the_limit_of_a_shard_are_told() =>
        AssertTold("limits", "tcp_out_of_order_total", null, new FlowOptions { MaxOutOfOrderBytesTotal = 2000 }, Holes);

    [Fact]
    public void Fragments_without_their_rest_are_told() => AssertTold("limits", "fragments_timed_out", 3, new FlowOptions(), capture => Fragments(capture, 3));

    [Fact]
    public void Fragments_beyond_the_limit_are_told() =>
        AssertTold("limits", "fragments_evicted", 7, new FlowOptions { Fragments = new FragmentOptions { MaxDatagrams = 3 } }, capture => Fragments(capture, 10));

    [Fact]
    public void Streams_that_no_protocol_claims_in_time_are_told() => AssertTold("limits", "payload_probe", null, new FlowOptions(), capture =>
    {
        for (var datagram = 0; datagram < PayloadLimits.ProbedDatagrams + 1; datagram++)
            capture.Add(Start + TimeSpan.FromMilliseconds(datagram), Frames.Udp(Client, 40_000, Server, 47_000, new byte[20]));
    });

    [Fact]
    public void Packets_that_are_no_packets_are_told() => AssertTold("unread", "malformed", null, new FlowOptions(), capture =>
        capture.Add(Start, Packets.Ethernet(EtherType.IPv4, [0x41, .. new byte[30]]))); // a header of four bytes

    [Fact]
    public void Frames_without_IP_are_told() => AssertTold("unread", "not_ip", 1, new FlowOptions(), capture =>
        capture.Add(Start, Packets.Ethernet((EtherType)0x88CC, new byte[50]))); // LLDP

    [Fact]
    public void A_wrong_checksum_is_told() => AssertTold("bad_checksums", "udp", 1, new FlowOptions(), capture =>
    {
        var frame = Frames.Udp(Client, 40_000, Server, 9, "hello"u8).ToArray();
        frame[^1] ^= 1;
        capture.Add(Start, frame);
    });

    private static void Holes(PcapWriter capture)
    {
        var flow = new TcpConversation(capture, Start, (Client, 40_000), (Server, 80), TimeSpan.FromMilliseconds(1), new Random(1));
        flow.Client("GET / HTTP/1.1\r\n"u8).Server("H"u8);
        for (var hole = 0; hole < 10; hole++)
            capture.Add(flow.Now, Frames.Tcp(Client, 40_000, Server, 80, flow.ClientSequence + 100 + (uint)hole * 1100, flow.ServerSequence, TcpFlags.Ack, new byte[1000]));
    }

    private static void Fragments(PcapWriter capture, int datagrams)
    {
        for (var id = 1; id <= datagrams; id++)
            capture.Add(Start, Packets.Ethernet(EtherType.IPv4, Packets.Ipv4(IpProtocol.Udp, new byte[800], fragment: 0x2000, id: id))); // more follow
    }

    private static void AssertTold(string group, string cause, long? times, FlowOptions flows, Action<PcapWriter> build)
    {
        using var folder = new TemporaryFolder();
        var capture = new PcapWriter();
        build(capture);
        var path = Path.Combine(folder.Root, "lossy.pcap");
        capture.Save(path);
        var run = Replay.Run([path], new ReplayOptions { Flows = flows }, new Nowhere());
        using var json = new MemoryStream();
        SummaryJson.Write(run, json);
        using var summary = JsonDocument.Parse(json.ToArray());
        var told = summary.RootElement.GetProperty(group).GetProperty(cause).GetInt64();
        if (times is { } exactly) Assert.Equal(exactly, told);
        else Assert.True(told > 0, $"{group}.{cause} is {told}");
    }

    private sealed class Nowhere : IEventSink
    {
        public void Emit(SensorEvent happened)
        {
        }
    }
}
