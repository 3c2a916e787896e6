using System.Text.Json;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Live;

/// <summary>A sensor that listens asks a real name server, and says in conn.log where the names come from.</summary>
[Collection("live")]
public sealed class LiveReverseNameTests : IDisposable
{
    private static readonly string Industry = Path.Combine(Checkout.Folder, "pcaps", "industry.pcap");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("netsensor-live-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [NamespaceFact("dnsmasq")]
    public void Names_of_our_machines_come_from_the_reverse_DNS_with_later_flows()
    {
        var (config, resolver, questions) = (InFolder("netsensor.yaml"), InFolder("resolv.conf"), InFolder("questions"));
        File.WriteAllText(config, "enrichment:\n  reverse_names: internal\n");
        File.WriteAllText(resolver, "nameserver 127.0.0.1\n");
        using var link = new VethLink();
        using var server = link.Start("dnsmasq", "--keep-in-foreground", "--no-resolv", "--no-hosts", "--listen-address=127.0.0.1", "--bind-interfaces", "--user=root", "--pid-file=",
            "--log-queries", $"--log-facility={questions}", "--host-record=outstation.plant.test,10.30.0.22");
        try
        {
            Await(() => File.Exists(questions) && ReadShared(questions).Contains("started", StringComparison.Ordinal));
            using var sensor = new LiveSensor(link, ["unshare", "-m", "sh", "-c",
                $"mount --bind {resolver} /etc/resolv.conf && exec {LiveSensor.Program} run --interface {VethLink.Mirror} --out {_folder} --config {config} --json"]);
            Assert.StartsWith("netsensor: listening", sensor.NextLine());
            link.Replay(Industry, packetsPerSecond: 2000);
            Await(() => ReadShared(questions).Contains("outstation.plant.test is 10.30.0.22", StringComparison.Ordinal) || ReadShared(questions).Contains("10.30.0.22 is outstation.plant.test", StringComparison.Ordinal));
            link.Replay(Industry, packetsPerSecond: 2000);
            sensor.Stop();
            var named = File.ReadLines(InFolder("conn.log")).Select(line => JsonDocument.Parse(line).RootElement)
                .Where(flow => flow.TryGetProperty("dst_name_source", out var source) && source.GetString() == "ptr").ToArray();
            Assert.NotEmpty(named);
            Assert.All(named, flow => Assert.Equal(("10.30.0.22", "outstation.plant.test"), (flow.GetProperty("id.resp_h").GetString(), flow.GetProperty("dst_name").GetString())));
        }
        finally
        {
            server.Kill();
            server.WaitForExit();
        }
    }

    private string InFolder(string name) => Path.Combine(_folder, name);

    private static string ReadShared(string file)
    {
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }

    private static void Await(Func<bool> happened) => Assert.True(SpinWait.SpinUntil(happened, Patience), "it did not happen");
}
