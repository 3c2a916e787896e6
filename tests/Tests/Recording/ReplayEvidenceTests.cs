using NetSensor.Export;
using NetSensor.Host;
using NetSensor.Host.Recorded;
using NetSensor.Recording;
using NetSensor.Tests.Support;
using NetSensor.Wire;

namespace NetSensor.Tests.Recording;

/// <summary>A replay with <c>--evidence</c>: an hour of an intruder, and the packets that prove it.</summary>
public sealed class ReplayEvidenceTests : IDisposable
{
    private static readonly string Intrusion = Path.Combine(Checkout.Folder, "pcaps", "intrusion.pcap");

    private readonly string _root = Directory.CreateTempSubdirectory("netsensor-evidence-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Every_finding_above_informational_has_the_packets_of_its_flows()
    {
        var summary = Replay("one", 1);
        var folder = Path.Combine(_root, "one");
        var findings = summary.Findings.Where(finding => finding.Severity >= Events.Severity.Low && finding.Flows.Count > 0).ToList();
        Assert.NotEmpty(findings);
        foreach (var finding in findings)
        {
            Assert.Equal(EvidenceFolder.NameOf(finding), finding.EvidenceFile);
            var saved = Proofs.Read(Path.Combine(folder, finding.EvidenceFile!));
            foreach (var flow in finding.Flows) Assert.Contains((flow.Originator, flow.Responder), saved.Pairs);
            HashSet<IpAddr> hosts = [finding.Source, .. finding.Destination is { } destination ? [destination] : (IpAddr[])[], .. finding.Flows.SelectMany(flow => (IpAddr[])[flow.Originator, flow.Responder])];
            Assert.All(saved.Pairs, pair => Assert.True(hosts.Contains(pair.Source) && hosts.Contains(pair.Destination)));
        }
    }

    [Fact]
    public void Any_number_of_workers_gives_the_same_files()
    {
        Replay("one", 1);
        Replay("four", 4);
        var (one, four) = (Path.Combine(_root, "one"), Path.Combine(_root, "four"));
        Assert.Equal(Proofs.Files(one), Proofs.Files(four));
        foreach (var file in Proofs.Files(one).Append(EvidenceFolder.Manifest)) Assert.Equal(File.ReadAllBytes(Path.Combine(one, file)), File.ReadAllBytes(Path.Combine(four, file)));
    }

    [Fact]
    public void Evidence_of_an_earlier_replay_goes()
    {
        Directory.CreateDirectory(Path.Combine(_root, "one"));
        File.WriteAllText(Path.Combine(_root, "one", "old-1.pcapng"), "");
        Replay("one", 1);
        Assert.DoesNotContain("old-1.pcapng", Proofs.Files(Path.Combine(_root, "one")));
    }

    [Fact]
    public void Standard_input_cannot_be_read_twice()
    {
        var wrong = Assert.Throws<UsageException>(() => Composition.Replay(["-"], Options("one", 1), new MemoryLogs()));
        Assert.Equal("--evidence: standard input can be read only once; write it to a file first", wrong.Message);
    }

    private NetSensor.Host.Summary.RunSummary Replay(string name, int workers)
    {
        using var replay = Composition.Replay([Intrusion], Options(name, workers), new MemoryLogs());
        return replay.Run();
    }

    private ReplayOptions Options(string name, int workers) =>
        new() { Workers = workers, Evidence = new EvidenceSettings(Path.Combine(_root, name), new EvidenceOptions()) };
}
