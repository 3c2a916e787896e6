using NetSensor.Export;
using NetSensor.Host;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Analyzers;

/// <summary>Command and control as others recorded it, by its times alone: one machine, a bare address, no payload.</summary>
public sealed class BeaconCorpusTests
{
    [CorpusTheory]
    [InlineData("derived-c2-timing/posh_beaconing_0.pcap", "contacts 203.0.113.10:443 every 5 s")]         // 4, 5 or 6 s
    [InlineData("derived-c2-timing/sliver_beaconing_0.pcap", "contacts 203.0.113.10:443 every 2")]         // 1 s and up to 2 more
    [InlineData("derived-c2-timing/sliver_beaconing_1.pcap", "contacts 203.0.113.10:443 every 7")]         // 60 s and up to 30 more: 75 s in the mean
    [InlineData("derived-c2-timing/covenant_beaconing_0.pcap", "speaks every 5.1 s inside its connection")]
    [InlineData("derived-c2-timing/metasploit_beaconing_0.pcap", "inside its connection to 203.0.113.10:443")]
    public void A_beacon_of_a_framework_is_found_and_told_once(string capture, string title)
    {
        var summary = Replay.Run([Corpus.Path(capture)!], new ReplayOptions(), new MemoryLogs());
        var finding = Assert.Single(summary.Findings, finding => finding.Detector == "beaconing");
        Assert.Contains(title, finding.Title);
    }
}
