using System.Text.Json;
using NetSensor.Tests.Recording;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Live;

/// <summary>A sensor on a link saves what happened before the finding.</summary>
[Collection("live")]
public sealed class LiveEvidenceTests : IDisposable
{
    private static readonly string Intrusion = Path.Combine(Checkout.Folder, "pcaps", "intrusion.pcap");

    private readonly string _folder = Directory.CreateTempSubdirectory("netsensor-live-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [NamespaceFact]
    public void The_packets_before_a_finding_are_in_its_file()
    {
        using var link = new VethLink();
        using (var sensor = new LiveSensor(link, _folder, VethLink.Mirror, "--workers", "2", "--metrics", "off"))
        {
            link.Replay(Intrusion, packetsPerSecond: 4_000);
            Assert.True(sensor.Stop().GetProperty("evidence").GetProperty("files").GetInt64() > 0);
        }
        var finding = File.ReadLines(Path.Combine(_folder, "detections.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)
            .First(json => json.GetProperty("finding_info").GetProperty("title").GetString()!.Contains("created a service", StringComparison.Ordinal));
        var name = finding.GetProperty("evidences")[0].GetProperty("file").GetProperty("name").GetString()!;
        var told = finding.GetProperty("time").GetInt64() / 1000.0 - Frames.Start.Seconds;
        var packets = Proofs.Read(Path.Combine(_folder, "evidence", name));
        Assert.Contains(packets.Seconds, second => second < told - 0.005);
        Assert.True(packets.Seconds.Count > 50, "a service is created in many packets");
    }
}
