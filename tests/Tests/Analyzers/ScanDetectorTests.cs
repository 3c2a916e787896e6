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
    private readonly ScanDetector _detector = new(new ScanOptions(), HomeNetworks.Inside);

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
        Assert.Equal(Severity.Low, Assert.Single(_found).Severity);
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
    public void Tries_with_long_silences_between_them_begin_anew()
    {
        for (var host = 1; host <= 60; host++) Connect("10.0.0.5", $"10.0.1.{host}", 445, "S0", host * 700);
        Assert.Empty(_found);
    }

    [CorpusTheory]
    [InlineData("ndpi/tests/cfgs/default/pcap/synscan.pcap", "172.16.0.8 tries the ports of 64.13.134.52")]
    public void A_real_scan_is_told(string capture, string title) =>
        Assert.Contains(title, Replay.Run([Path.Combine(Corpus.Folder!, capture)], new ReplayOptions(), new MemoryLogs()).Findings.Select(finding => finding.Title));

    private void Connect(string source, string target, ushort port, string state, double time)
    {
        var start = Timestamp.FromSeconds(1_700_000_000 + time);
        var ended = new FlowEvent { ConnectionState = state, History = "S", ResponderPackets = state == "S0" ? 0 : 1 };
        ended.Stamp(start, FlowIdentities.Of(source, target, port, start), 0);
        _detector.OnEvent(ended, this);
    }
}
