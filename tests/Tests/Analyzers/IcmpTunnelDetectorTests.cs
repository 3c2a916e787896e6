using NetSensor.Analyzers.IcmpTunnels;
using NetSensor.Events;
using NetSensor.Export;
using NetSensor.Tests.Flows;
using NetSensor.Tests.Support;
using NetSensor.Host;
using NetSensor.Wire;

namespace NetSensor.Tests.Analyzers;

/// <summary>Pings and tunnels, packet by packet through the flow layer.</summary>
public sealed class IcmpTunnelDetectorTests
{
    private const byte Request = 8, Reply = 0;

    private readonly PacketScript _script = new();
    private readonly Found _found = [];
    private readonly IcmpTunnelDetector _detector = new(new IcmpTunnelOptions(), HomeNetworks.Inside);
    private int _sequence;

    [Fact]
    public void Pings_of_Linux_and_Windows_carry_nothing()
    {
        for (var i = 0; i < 500; i++) Exchange(Linux(56, i), Linux(56, i));
        _script.Wait(120); // another flow
        for (var i = 0; i < 500; i++) Exchange(Windows(32), Windows(32));
        Assert.Empty(_script.Events.OfType<IcmpEchoEvent>());
    }

    [Fact]
    public void Probing_for_the_largest_packet_changes_sizes_and_nothing_else()
    {
        for (var size = 56; size < 1472; size += 8) Exchange(Linux(size, size), Linux(size, size));
        Judge();
        Assert.Empty(_found);
    }

    [Fact]
    public void Monitoring_that_fills_its_pings_at_random_keeps_one_size()
    {
        for (var i = 0; i < 5_000; i++) Exchange(Noise(64, i), Noise(64, i));
        Judge();
        Assert.Empty(_found);
    }

    [Fact]
    public void Replies_that_give_back_other_data_are_a_channel()
    {
        for (var i = 0; i < 40; i++) Exchange(Noise(20 + i % 7, i), Noise(60 + 5 * i, 1000 + i));
        Judge();
        Assert.Equal("10.0.0.1 carries data in pings to 10.0.0.2", _found[^1].Title);
        Assert.Equal(["T1095", "T1572"], _found[^1].Techniques.Select(technique => technique.Id));
        Assert.InRange(_found.Number("replies_altered"), 16, 40);
        Assert.Equal(_found.Number("replies_compared"), _found.Number("replies_altered"));
        Assert.InRange(_found.Worst, Severity.Medium, Severity.High);
        Assert.Single(_found.Select(finding => finding.Id).Distinct());
        Assert.Equal(_found[^1].Risk, _found[^1].RiskParts.Sum(part => part.Points));
    }

    [Fact]
    public void A_shell_that_polls_with_empty_requests_is_found_by_the_answers()
    {
        for (var i = 0; i < 8; i++) Exchange([], Noise(12, i));
        Judge();
        Assert.Equal(Severity.Low, _found[0].Severity); // three exchanges between two inside hosts: a hint
    }

    [Fact]
    public void Two_damaged_replies_are_no_channel()
    {
        for (var i = 0; i < 100; i++) Exchange(Linux(56, i), i < 2 ? Linux(56, i + 1) : Linux(56, i));
        Judge();
        Assert.Empty(_found);
    }

    [Fact]
    public void Packets_inside_echoes_are_a_tunnel_even_when_nobody_answers()
    {
        for (var i = 0; i < 60; i++) Send(Request, PacketScript.Ipv4([10, 1, 0, 1], [10, 1, 0, 2], IpProtocol.Udp, Noise(20 + i, i)));
        Judge();
        Assert.InRange(_found.Number("ip_packets"), 15, 60); // the first message left only its size
        Assert.InRange(_found.Worst, Severity.Medium, Severity.High);
    }

    [Fact]
    public void Much_that_only_goes_out_is_told_although_every_reply_gives_it_back()
    {
        for (var i = 0; i < 300; i++) Exchange(Noise(900 + i, i), Noise(900 + i, i));
        Judge();
        Assert.Equal(0, _found.Number("replies_altered"));
        Assert.InRange(_found.Worst, Severity.Low, Severity.Medium);
    }

    [Fact]
    public void Sweeps_take_no_room()
    {
        for (var i = 0; i < 100; i++) Send(Request, Linux(56, i));
        Assert.Empty(_script.Events);
    }

    [CorpusFact]
    public void A_public_capture_of_a_tunnel_is_found()
    {
        var summary = Replay.Run([Corpus.Path("ndpi/tests/cfgs/default/pcap/icmp-tunnel.pcap")!], new ReplayOptions(), new MemoryLogs());
        Assert.Contains(summary.Findings, finding => finding.Detector == "icmp-tunnel" && finding.Severity >= Severity.Medium);
    }

    private void Exchange(byte[] request, byte[] reply)
    {
        Send(Request, request);
        Send(Reply, reply);
    }

    private void Send(byte type, byte[] data)
    {
        if (type == Request) _sequence++;
        _script.Ip(type == Request, IpProtocol.Icmp, [type, 0, 0, 0, 0x12, 0x34, (byte)(_sequence >> 8), (byte)_sequence, .. data]);
    }

    private void Judge()
    {
        foreach (var happened in _script.Events) _detector.OnEvent(happened, _found);
    }

    /// <summary>iputils: a time stamp of 16 bytes, then the bytes count up.</summary>
    private static byte[] Linux(int size, int stamp)
    {
        var data = new byte[size];
        for (var i = 0; i < size; i++) data[i] = i < 16 ? (byte)(stamp * 31 + i * stamp) : (byte)i;
        return data;
    }

    /// <summary>ping.exe: the alphabet up to w, again and again.</summary>
    private static byte[] Windows(int size) => [.. Enumerable.Range(0, size).Select(i => (byte)('a' + i % 23))];

    private static byte[] Noise(int size, int seed)
    {
        var data = new byte[size];
        new Random(seed).NextBytes(data);
        return data;
    }
}
