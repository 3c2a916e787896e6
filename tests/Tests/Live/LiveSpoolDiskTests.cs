using System.Text.Json;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Live;

/// <summary>A disk that takes nothing of a spool: told once, measured, findings are delivered from memory, and the spool is written again when it can be.</summary>
[Collection("live")]
public sealed class LiveSpoolDiskTests : IDisposable
{
    private const string Mount = "mkdir \"$1\" && mount -t tmpfs -o size=4m none \"$1\" && shift && exec \"$@\"";
    private const int Retries = 8; // scrapes, each a third of a second: the spool tries its disk once a second

    private static readonly string Tunnels = Path.Combine(Checkout.Folder, "pcaps", "icmp-tunnels.pcap");

    private readonly string _folder = Directory.CreateTempSubdirectory("netsensor-live-").FullName;

    private string Spool => Path.Combine(_folder, "spool");

    private string Delivered => Path.Combine(_folder, "delivered.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [NamespaceFact("unshare")]
    public void A_full_disk_is_told_once_and_outlasted()
    {
        using var link = new VethLink();
        using var sensor = Start(link);
        link.Inside("sh", "-c", $"dd if=/dev/zero of=/proc/{sensor.Id}/root{Spool}/filler bs=4k 2>/dev/null; true");
        Outlast(link, sensor, "No space left on device", () => File.Delete($"/proc/{sensor.Id}/root{Spool}/filler"));
    }

    [NamespaceFact("nsenter")]
    public void A_disk_that_is_read_only_is_told_once_and_outlasted()
    {
        using var link = new VethLink();
        using var sensor = Start(link);
        Remount(link, sensor, "ro");
        Outlast(link, sensor, "Read-only file system", () => Remount(link, sensor, "rw"));
    }

    private void Outlast(VethLink link, LiveSensor sensor, string reason, Action mend)
    {
        link.Replay(Tunnels, packetsPerSecond: 4000);
        Assert.Matches($"^netsensor: exporter soc: warning: .*: cannot be written \\({reason}.*\\); up to 16 MiB wait in memory and are lost if the sensor ends; 0 records are lost so far$", sensor.AwaitLine("cannot be written"));
        for (var scrape = 0; scrape < Retries; scrape++) Assert.Contains("netsensor_export_spool_writable{exporter=\"soc\",type=\"file\"} 0\n", Scrape(link, "metrics"));
        Assert.Contains("spool of exporter soc: ", Scrape(link, "health"));
        Assert.Contains("netsensor_export_up{exporter=\"soc\",type=\"file\"} 1\n", Scrape(link, "metrics"));
        Assert.NotEmpty(File.ReadAllLines(Delivered)); // from memory
        mend();
        Assert.EndsWith("can be written again", sensor.NextLine());
        Assert.Contains("netsensor_export_spool_writable{exporter=\"soc\",type=\"file\"} 1\n", Scrape(link, "metrics"));
        sensor.Stop();
        var told = Ids(Path.Combine(_folder, "detections.jsonl"));
        Assert.NotEmpty(told);
        Assert.Equal(told, Ids(Delivered).Distinct());
    }

    private LiveSensor Start(VethLink link)
    {
        var config = Path.Combine(_folder, "netsensor.yaml");
        File.WriteAllText(config, $"spool: {Spool}\nexporters:\n- {{name: soc, type: file, file: {Delivered}}}\n");
        var sensor = new LiveSensor(link, ["unshare", "-m", "sh", "-c", Mount, "sh", Spool, LiveSensor.Program, "run", "-i", VethLink.Mirror, "--out", _folder, "--config", config, "--json"]);
        sensor.AwaitLine("listening on");
        return sensor;
    }

    private void Remount(VethLink link, LiveSensor sensor, string how) => link.Inside("nsenter", "-t", $"{sensor.Id}", "-m", "mount", "-o", $"remount,{how}", Spool);

    private static List<string> Ids(string file) =>
        [.. File.ReadAllLines(file).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("metadata").GetProperty("uid").GetString()!)];

    private static string Scrape(VethLink link, string page)
    {
        Thread.Sleep(TimeSpan.FromMilliseconds(300)); // a page lasts a quarter of a second
        return link.Inside("curl", "-s", $"http://127.0.0.1:9477/{page}");
    }
}
