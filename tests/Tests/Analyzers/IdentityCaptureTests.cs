using NetSensor.Events;
using NetSensor.Export;
using NetSensor.Host;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Analyzers;

/// <summary>What is taken from others in a small domain, from the wire; and the same, done by those whose it is.</summary>
public sealed class IdentityCaptureTests
{
    [Fact]
    public void Tickets_keys_log_ons_names_and_the_name_servers_place_that_are_taken_are_told_each_once_and_high()
    {
        var found = FindingsIn("identity-stolen");
        Assert.Equal(["T1550.003", "T1556.001", "T1557.001", "T1557.001", "T1557.001", "T1557.003"], found.Select(finding => finding.Techniques[0].Id).Order(StringComparer.Ordinal));
        Assert.All(found, finding => Assert.Equal(Severity.High, finding.Severity));
        Assert.Equal(["10.50.0.1", "10.50.0.66", "fe80::66"], found.Select(finding => finding.Source.ToString()).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_same_done_by_those_whose_it_is_tells_nothing() => Assert.Empty(FindingsIn("identity-used"));

    private static IReadOnlyList<Detection> FindingsIn(string capture) =>
        Replay.Run([Path.Combine(Checkout.Folder, "pcaps", $"{capture}.pcap")], new ReplayOptions(), new MemoryLogs()).Findings;
}
