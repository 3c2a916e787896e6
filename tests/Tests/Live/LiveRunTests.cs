using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Live;

/// <summary>The real program on a real interface: a cable in a namespace of the test's own, tcpreplay at the other end.</summary>
[Collection("live")]
public sealed partial class LiveRunTests : IDisposable
{
    private static readonly string Office = Path.Combine(Checkout.Folder, "pcaps", "office.pcap");

    private readonly string _folder = Directory.CreateTempSubdirectory("netsensor-live-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [NamespaceFact]
    public void All_that_the_kernel_delivered_is_in_the_logs()
    {
        using var link = new VethLink();
        var summary = Listen(link, workers: 1, () => link.Replay(Office, packetsPerSecond: 8000));

        Assert.Equal(link.Received, Number(summary, "packets") + Number(summary, "drops", "kernel"));
        Assert.Equal(0, Number(summary, "drops", "kernel"));
        Assert.Equal(LoggedFlows.OfReplay(Office), LoggedFlows.In(_folder));
    }

    [NamespaceFact]
    public void Two_workers_keep_both_directions_of_every_flow_together()
    {
        using var link = new VethLink();
        var summary = Listen(link, workers: 2, () => link.Replay(Office, packetsPerSecond: 8000));

        Assert.Equal(2, Number(summary, "workers"));
        Assert.Equal(link.Received, Number(summary, "packets") + Number(summary, "drops", "kernel"));
        Assert.Equal(LoggedFlows.OfReplay(Office), LoggedFlows.In(_folder));
    }

    [NamespaceFact]
    public void A_filter_is_applied_by_the_kernel()
    {
        using var link = new VethLink();
        Listen(link, workers: 1, () => link.Replay(Office, packetsPerSecond: 8000), "--filter", "udp port 53");
        Assert.All(LoggedFlows.In(_folder), flow => Assert.Contains(" 53 udp", flow));
    }

    [NamespaceFact]
    public void Prometheus_reads_the_counters_while_it_runs()
    {
        using var link = new VethLink();
        var page = "";
        Listen(link, workers: 1, () =>
        {
            link.Replay(Office, packetsPerSecond: 8000);
            page = Until(() => Scrape(link), text => text.Contains($"netsensor_packets_total {link.Received}\n", StringComparison.Ordinal));
        });
        Assert.Contains("netsensor_drops_total{cause=\"kernel\"} 0\n", page);
        Assert.Contains("# TYPE netsensor_flows_total counter\n", page);
        Assert.Contains("netsensor_ring_freezes_total 0\n", page);
        Assert.Contains("# TYPE netsensor_open_flows gauge\n", page);
        Assert.Contains("# TYPE netsensor_duplicate_packets_total counter\n", page);
        Assert.Contains($"netsensor_interface_packets_total{{interface=\"mirror0\"}} {link.Received}\n", page);
        Assert.Contains("netsensor_interface_up{interface=\"mirror0\"} 1\n", page);
        Assert.Contains($"netsensor_shard_packets_total{{shard=\"0\"}} {link.Received}\n", page);
        Assert.Matches("netsensor_shard_busy_seconds_total\\{shard=\"0\"\\} [0-9.]*[1-9]", page);
        Assert.Contains("netsensor_span_vlan_flows_total{vlan=\"untagged\"}", page);
        Assert.Matches("netsensor_span_return_paths_total\\{path=\"same\"\\} [1-9]", page);
        Assert.Contains("netsensor_detections_total{detector=\"beaconing\",severity=\"critical\"} 0\n", page);
        Assert.Contains("dotnet_gc_collections_total{gc_heap_generation=\"gen0\"}", page);
        Assert.Matches("process_cpu_seconds_total [0-9.]+\n", page);
        Assert.Matches("netsensor_machine_stolen_seconds_total [0-9.]+\n", page);
        Assert.Matches("netsensor_machine_processors [1-9]", page);
    }

    /// <summary>Starts the sensor, does something once it listens, stops it with SIGTERM, and gives its summary.</summary>
    private JsonElement Listen(VethLink link, int workers, Action whileListening, params string[] more)
    {
        using var sensor = link.Start([
            ProgramUnderTest.Path, "run", "--interface", VethLink.Mirror, "--workers", $"{workers}", "--out", _folder, "--json", .. more]);
        var output = sensor.StandardOutput.ReadToEndAsync();
        var first = sensor.StandardError.ReadLine();
        Assert.StartsWith("netsensor: listening on mirror0", first);
        whileListening();
        Assert.Equal(0, Kill(sensor.Id, Terminate));
        Assert.True(sensor.WaitForExit(TimeSpan.FromSeconds(60)), "the sensor does not stop");
        Assert.Equal(0, sensor.ExitCode);
        return JsonDocument.Parse(output.Result).RootElement;
    }

    private static string Scrape(VethLink link) => link.Inside("curl", "-s", "http://127.0.0.1:9477/metrics");

    /// <summary>Asks again until the answer is right; the last answer when patience ends, for the test to judge.</summary>
    private static string Until(Func<string> ask, Func<string, bool> right)
    {
        var watch = Stopwatch.StartNew();
        var answer = ask();
        while (!right(answer) && watch.Elapsed < TimeSpan.FromSeconds(30)) answer = ask();
        return answer;
    }

    private static long Number(JsonElement json, params string[] path) => path.Aggregate(json, (at, name) => at.GetProperty(name)).GetInt64();

    private const int Terminate = 15;

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
