using NetSensor.Export;
using NetSensor.Host;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Analyzers;

/// <summary>Captures of our own on which a detector fires, each beside a benign twin on which all are silent.</summary>
public sealed class ChannelCaptureTests
{
    [Theory]
    [InlineData("icmp-tunnels", "icmp-tunnel", "10.30.0.21", "10.30.0.22")]
    public void Each_of_these_hosts_is_told(string capture, string detector, params string[] hosts)
    {
        var findings = FindingsIn(capture).Where(finding => finding.Detector == detector);
        Assert.Equal(hosts, findings.Select(finding => finding.Source.ToString()).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("pings")]
    public void The_benign_twin_is_left_alone(string capture) => Assert.Empty(FindingsIn(capture));

    private static IReadOnlyList<NetSensor.Events.Detection> FindingsIn(string capture) =>
        Replay.Run([Path.Combine(Checkout.Folder, "pcaps", capture + ".pcap")], new ReplayOptions(), new MemoryLogs()).Findings;
}
