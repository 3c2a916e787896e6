using System.Text.Json;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Live;

/// <summary>A disk that takes nothing: told once, counted, outlasted, and written again when it does.</summary>
[Collection("live")]
public sealed class LiveDiskTests : IDisposable
{
    private const string Mount = "mount -t tmpfs -o size=16m none \"$1\" && shift && exec \"$@\"";

    private static readonly string Office = Path.Combine(Checkout.Folder, "pcaps", "office.pcap");

    private readonly string _folder = Directory.CreateTempSubdirectory("netsensor-live-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [NamespaceFact("unshare")]
    public void A_full_disk_costs_nothing_when_there_is_room_again_soon()
    {
        using var link = new VethLink();
        using var sensor = Start(link);
        link.Inside("sh", "-c", $"dd if=/dev/zero of=/proc/{sensor.Id}/root{_folder}/filler bs=64k 2>/dev/null; true");
        Outlast(link, sensor, "No space left on device", () => File.Delete($"/proc/{sensor.Id}/root{_folder}/filler"));
    }

    [NamespaceFact("nsenter")]
    public void A_disk_that_is_read_only_costs_nothing_when_it_can_be_written_again_soon()
    {
        using var link = new VethLink();
        using var sensor = Start(link);
        Remount(link, sensor, "ro");
        Outlast(link, sensor, "Read-only file system", () => Remount(link, sensor, "rw"));
    }

    private void Outlast(VethLink link, LiveSensor sensor, string reason, Action mend)
    {
        link.Replay(Office, packetsPerSecond: 8000);
        Assert.Matches("^netsensor: warning: cannot write '.*': .*; the sensor goes on, keeps 4 MiB of each log, and tries again$", sensor.AwaitLine(reason));
        Assert.Contains("netsensor_log_writable 0\n", Scrape(link, "metrics"));
        Assert.Contains(reason, Scrape(link, "health"));
        mend();
        Assert.Equal("netsensor: logs can be written again; 0 lines were lost so far", sensor.AwaitLine("logs can be written again"));
        Assert.Contains("netsensor_log_writable 1\n", Scrape(link, "metrics"));
        var logged = Directory.EnumerateFiles($"/proc/{sensor.Id}/root{_folder}", "*.log").SelectMany(File.ReadAllLines).ToList();
        Assert.NotEmpty(logged);
        Assert.All(logged, line => JsonDocument.Parse(line).Dispose());
        var summary = sensor.Stop();
        Assert.Equal(0, summary.GetProperty("limits").GetProperty("log_lines_lost").GetInt64());
        Assert.Equal(link.Received, summary.GetProperty("packets").GetInt64());
    }

    private LiveSensor Start(VethLink link)
    {
        var sensor = new LiveSensor(link, ["unshare", "-m", "sh", "-c", Mount, "sh", _folder, LiveSensor.Program, "run", "-i", VethLink.Mirror, "--out", _folder, "--state", "none", "--json"]);
        sensor.AwaitLine("listening on");
        return sensor;
    }

    /// <summary>As the kernel does with a disk that has faults; no log is open yet, else it would refuse.</summary>
    private void Remount(VethLink link, LiveSensor sensor, string how) => link.Inside("nsenter", "-t", $"{sensor.Id}", "-m", "mount", "-o", $"remount,{how}", _folder);

    private static string Scrape(VethLink link, string page)
    {
        Thread.Sleep(TimeSpan.FromMilliseconds(300)); // a page lasts a quarter of a second
        return link.Inside("curl", "-s", $"http://127.0.0.1:9477/{page}");
    }
}
