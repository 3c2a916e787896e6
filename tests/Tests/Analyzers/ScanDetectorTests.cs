using NetSensor.Analyzers.Scans;
using NetSensor.Events;
using NetSensor.Export;
using NetSensor.Host;
using NetSensor.Tests.Support;
using NetSensor.Wire;

namespace NetSensor.Tests.Analyzers;

public sealed class ScanDetectorTests : IDetectionSink
{
    private readonly List<Detection> _found = [];
    private readonly ScanDetector _detector = new(new ScanOptions(), new DetectorContext { Hosts = new Roles(("10.0.0.1", HostRole.Infrastructure)) });

    void IDetectionSink.Report(Detection detection) => _found.Add(detection);

    [Fact]
    public void One_port_of_many_silent_hosts_is_a_sweep()
    {
        for (var host = 1; host <= 60; host++) Connect("10.0.0.5", $"10.0.1.{host}", 445, "S0", host);
        var finding = Assert.Single(_found);
        Assert.Equal("10.0.0.5 looks for hosts that offer tcp/445", finding.Title);
        Assert.Equal((Severity.Medium, "T1046", 445), (finding.Severity, finding.Techniques[0].Id, finding.DestinationPort));
    }

    [Fact]
    public void Many_closed_ports_of_one_host_are_a_port_scan()
    {
        for (var port = 1; port <= 100; port++) Connect("10.0.0.5", "10.0.1.1", (ushort)port, "REJ", port / 100.0);
        Assert.Equal("10.0.0.5 tries the ports of 10.0.1.1", Assert.Single(_found).Title);
    }

    [Fact]
    public void From_outside_it_is_the_noise_of_the_internet()
    {
        for (var host = 1; host <= 60; host++) Connect("198.51.100.7", $"10.0.1.{host}", 23, "S0", host);
        var finding = Assert.Single(_found);
        Assert.Equal((Severity.Informational, "T1595.001"), (finding.Severity, finding.Techniques[0].Id));
    }

    [Fact]
    public void Monitoring_whose_targets_answer_is_no_scan()
    {
        for (var host = 1; host <= 200; host++) Connect("10.0.0.5", $"10.0.1.{host}", 161, host % 5 == 0 ? "S0" : "SF", host);
        Assert.Empty(_found);
    }

    [Fact]
    public void A_client_that_asks_one_dead_server_again_and_again_is_no_scan()
    {
        for (var i = 0; i < 500; i++) Connect("10.0.0.5", "10.0.1.1", 443, "S0", i);
        Assert.Empty(_found);
    }

    [Fact]
    public void Tries_with_pauses_between_them_are_a_slow_scan_when_they_are_many()
    {
        for (var host = 1; host < 50; host++) Connect("10.0.0.5", $"10.0.1.{host}", 445, "S0", host * 700);
        Assert.Empty(_found);
        Connect("10.0.0.5", "10.0.1.50", 445, "S0", 50 * 700);
        var finding = Assert.Single(_found);
        Assert.Equal("10.0.0.5 slowly looks for hosts that offer tcp/445", finding.Title);
        Assert.Contains(finding.RiskParts, part => part.Name == "slow");
    }

    [Fact]
    public void Failures_hours_apart_begin_anew()
    {
        for (var host = 1; host <= 60; host++) Connect("10.0.0.5", $"10.0.1.{host}", 445, "S0", host * 11_000);
        Assert.Empty(_found);
    }

    [Fact]
    public void What_failed_at_the_first_host_counts_with_the_rest_and_so_does_who_answered()
    {
        for (var time = 1; time <= 3; time++) Connect("10.0.0.5", "10.0.1.1", 445, "S0", time);
        Connect("10.0.0.5", "10.0.1.200", 445, "SF", 4);
        for (var host = 2; host <= 25; host++) Connect("10.0.0.5", $"10.0.1.{host}", 445, "S0", 4 + host);
        var finding = Assert.Single(_found);
        Assert.Equal((27, 1), (NumberOf(finding, "failed"), NumberOf(finding, "answered")));
        Assert.Equal(["10.0.1.200 answered"], finding.Steps);
        Assert.Equal(5, finding.Flows.Count);
    }

    [Fact]
    public void A_silence_of_hours_at_the_first_host_begins_anew()
    {
        Connect("10.0.0.5", "10.0.1.1", 445, "S0", 0);
        for (var host = 1; host <= 25; host++) Connect("10.0.0.5", $"10.0.1.{host}", 445, "S0", 20_000 + host);
        var finding = Assert.Single(_found);
        Assert.Equal((25, 24), (NumberOf(finding, "failed"), NumberOf(finding, "duration")));
    }

    [Fact]
    public void A_pause_at_the_first_host_ends_its_burst()
    {
        Connect("10.0.0.5", "10.0.1.1", 445, "S0", 0);
        Connect("10.0.0.5", "10.0.1.1", 445, "S0", 700);
        for (var host = 2; host <= 25; host++) Connect("10.0.0.5", $"10.0.1.{host}", 445, "S0", 700 + host);
        Assert.Empty(_found);
        Connect("10.0.0.5", "10.0.1.26", 445, "S0", 726);
        Assert.Equal(26, NumberOf(Assert.Single(_found), "hosts"));
    }

    [Fact]
    public void Who_wants_to_hear_of_single_tries_hears_of_them()
    {
        Connect("10.0.0.5", "10.0.1.1", 445, "S0", 0, detector: new ScanDetector(new ScanOptions { MinimumHosts = 1 }, new DetectorContext()));
        Assert.Equal("10.0.0.5 looks for hosts that offer tcp/445", Assert.Single(_found).Title);
    }

    [Fact]
    public void Many_ports_of_many_hosts_are_a_block()
    {
        for (var host = 1; host <= 15; host++)
            for (var port = 1; port <= 10; port++) Connect("10.0.0.5", $"10.0.1.{host}", (ushort)(port * 100), "REJ", host + port / 20.0);
        var finding = Assert.Single(_found);
        Assert.Equal("10.0.0.5 tries many ports of many hosts", finding.Title);
        Assert.Equal("T1046", finding.Techniques[0].Id);
    }

    [Fact]
    public void Hosts_with_IPv6_are_swept_like_others()
    {
        for (var host = 1; host <= 60; host++) Connect("fd00::5", $"fd00::1:{host}", 22, "S0", host);
        Assert.Equal("fd00::5 looks for hosts that offer tcp/22", Assert.Single(_found).Title);
    }

    [Fact]
    public void Datagrams_that_nothing_answers_are_a_scan_of_ports_too()
    {
        for (var port = 1; port <= 40; port++) Connect("10.0.0.5", "10.0.1.1", (ushort)port, "S0", port, Transport.Udp);
        Assert.Equal("10.0.0.5 tries the ports of 10.0.1.1", Assert.Single(_found).Title);
    }

    [Fact]
    public void What_answered_a_scan_is_told()
    {
        for (var host = 1; host <= 60; host++) Connect("10.0.0.5", $"10.0.1.{host}", 445, host == 7 ? "SF" : "S0", host);
        Assert.Contains("10.0.1.7 answered", Assert.Single(_found).Steps);
    }

    [Fact]
    public void Who_scans_on_several_days_has_that_duty_and_keeps_it_over_a_restart()
    {
        for (var day = 0; day < 4; day++)
            for (var host = 1; host <= 60; host++) Connect("10.0.0.5", $"10.0.1.{host}", 445, "S0", day * 86_400 + host);
        Assert.Equal([Severity.Medium, Severity.Medium, Severity.Medium, Severity.Low], _found.Select(finding => finding.Severity));
        Assert.Single(_found.Select(finding => finding.Id).Distinct());
        var memory = new KeptMemory();
        ((ILearner)_detector).Save(memory);
        var restarted = new ScanDetector(new ScanOptions(), new DetectorContext());
        memory.TellTo(restarted);
        _found.Clear();
        for (var host = 1; host <= 60; host++) Connect("10.0.0.5", $"10.0.1.{host}", 445, "S0", 5 * 86_400 + host, Transport.Tcp, restarted);
        Assert.Equal(Severity.Low, Assert.Single(_found).Severity);
    }

    public static TheoryData<string> Scans => ["sweep", "ports", "block", "slow"];

    [Theory]
    [MemberData(nameof(Scans))]
    public void A_restart_in_the_middle_of_a_scan_changes_nothing_of_what_is_told(string scan)
    {
        Action<int, ScanDetector> one = scan switch
        {
            "sweep" => (number, detector) => Connect("10.0.0.5", $"10.0.1.{number}", 445, number == 7 ? "SF" : "S0", number, Transport.Tcp, detector),
            "ports" => (number, detector) => Connect("10.0.0.5", "10.0.1.1", (ushort)number, "REJ", number, Transport.Tcp, detector),
            "slow" => (number, detector) => Connect("10.0.0.5", $"10.0.1.{number}", 445, "S0", number * 700, Transport.Tcp, detector),
            _ => (number, detector) => Connect("10.0.0.5", $"10.0.1.{number / 10}", (ushort)(number % 10 * 100), "REJ", number, Transport.Tcp, detector),
        };
        for (var number = 1; number <= 200; number++) one(number, _detector);
        var whole = _found.Select(Text).ToArray();
        _found.Clear();
        var running = new ScanDetector(new ScanOptions(), new DetectorContext());
        for (var number = 1; number <= 200; number++)
        {
            if (number % 10 == 0) running = Restarted(running);
            one(number, running);
        }
        Assert.NotEmpty(whole);
        Assert.Equal(whole, _found.Select(Text));
    }

    [Fact]
    public void A_sweep_by_ARP_that_was_told_before_a_restart_is_counted_on()
    {
        var sweep = new ArpSweepEvent
        {
            SenderAddress = IpAddr.Parse("10.0.0.5"), SenderMac = new MacAddress(2), Targets = 256, InSequence = 250, FirstTarget = IpAddr.Parse("10.0.0.1"), LastTarget = IpAddr.Parse("10.0.0.254"),
            Since = Timestamp.FromSeconds(1_700_000_000),
        };
        sweep.Stamp(Timestamp.FromSeconds(1_700_000_060), null, 0);
        _detector.OnEvent(sweep, this);
        Restarted(_detector).OnEvent(sweep, this);
        Assert.Equal([1, 2], _found.Select(finding => finding.Count));
    }

    [Theory]
    [InlineData("sweep 10.0.0.1", "{}")]
    [InlineData("ports 10.0.0.1 10.0.0.2", "{\"first\":1,\"last\":1,\"failed\":2,\"answered\":0,\"silent\":[\"http\"]}")]
    [InlineData("nobody", "[1]")]
    [InlineData("10.0.0.1", "{}")]
    public void What_somebody_else_kept_is_refused(string key, string value) =>
        Assert.Throws<FormatException>(() => ((ILearner)_detector).Recall(key, System.Text.Encoding.UTF8.GetBytes(value)));

    [Theory]
    [InlineData("10.0.0.5", 200, 1)]
    [InlineData("10.0.0.5", 20, 0)]  // has to do with each of them
    [InlineData("10.0.0.1", 200, 0)] // a router
    public void Who_asks_for_one_address_after_the_other_looks_for_hosts(string who, int inSequence, int findings)
    {
        var sweep = new ArpSweepEvent
        {
            SenderAddress = IpAddr.Parse(who), SenderMac = new MacAddress(2), Targets = 256, InSequence = inSequence, FirstTarget = IpAddr.Parse("10.0.0.1"),
            LastTarget = IpAddr.Parse("10.0.0.254"), Since = Timestamp.FromSeconds(1_700_000_000),
        };
        sweep.Stamp(Timestamp.FromSeconds(1_700_000_060), null, 0);
        _detector.OnEvent(sweep, this);
        Assert.Equal(findings, _found.Count);
        Assert.All(_found, finding => Assert.Equal("T1018", finding.Techniques[0].Id));
    }

    [CorpusTheory]
    [InlineData("ndpi/tests/cfgs/default/pcap/synscan.pcap", "172.16.0.8 tries the ports of 64.13.134.52")]
    public void A_real_scan_is_told(string capture, string title) =>
        Assert.Contains(title, Replay.Run([Path.Combine(Corpus.Folder!, capture)], new ReplayOptions(), new MemoryLogs()).Findings.Select(finding => finding.Title));

    [CorpusTheory]
    [InlineData("ndpi/tests/cfgs/default/pcap/zabbix.pcap")]
    public void Monitoring_is_none(string capture) =>
        Assert.DoesNotContain(Replay.Run([Path.Combine(Corpus.Folder!, capture)], new ReplayOptions(), new MemoryLogs()).Findings, finding => finding.Detector == "scan");

    private static ScanDetector Restarted(ScanDetector before)
    {
        var memory = new KeptMemory();
        before.Save(memory);
        var after = new ScanDetector(new ScanOptions(), new DetectorContext());
        memory.TellTo(after);
        return after;
    }

    private static string Text(Detection finding) =>
        $"{finding.Id} {finding.Time} {finding.Title} {finding.Reason} {finding.Severity} {finding.Risk} {finding.Count} {string.Join(' ', finding.Steps)} {string.Join(' ', finding.Flows.Select(flow => flow.Uid))}";

    private static double NumberOf(Detection finding, string name) => finding.Evidence.Single(number => number.Name == name).Value;

    private void Connect(string source, string target, ushort port, string state, double time, Transport transport = Transport.Tcp, ScanDetector? detector = null)
    {
        var start = Timestamp.FromSeconds(1_700_000_000 + time);
        var ended = new FlowEvent { ConnectionState = state, History = "S", ResponderPackets = state == "S0" ? 0 : 1 };
        ended.Stamp(start, FlowIdentities.Of(source, target, port, start, transport), 0);
        (detector ?? _detector).OnEvent(ended, this);
    }
}
