using System.Globalization;
using System.Runtime.Versioning;
using NetSensor.Tests.Capture;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Live;

/// <summary>What a sensor that listens may still do, thread by thread, as the kernel tells it.</summary>
[Collection("live"), SupportedOSPlatform("linux")]
public sealed class PrivilegeTests : IDisposable
{
    private const int Nobody = 65534;

    private readonly TemporaryFolder _folder = new();
    private readonly VethLink _link = new();
    private readonly string _office = Path.Combine(Checkout.Folder, "pcaps", "office.pcap");

    private string Logs => Path.Combine(_folder.Root, "logs");

    public void Dispose()
    {
        _link.Dispose();
        _folder.Dispose();
    }

    [OtherUserFact]
    public void Started_as_root_it_becomes_the_user_in_every_thread_and_keeps_no_capability()
    {
        GiveFolder();
        using var sensor = new LiveSensor(_link, [LiveSensor.Program, "run", "--interface", VethLink.Mirror, "--out", Logs, "--json", "--user", "nobody", "--metrics", "off"]);
        Assert.StartsWith("netsensor: listening on", sensor.NextLine());
        _link.Replay(_office, packetsPerSecond: 20_000);
        var threads = Threads();
        Assert.Contains(threads, thread => thread.Name.StartsWith("shard", StringComparison.Ordinal));
        Assert.All(threads, thread => Assert.Equal(("65534\t65534\t65534\t65534", 0UL, 0UL, 0UL), (thread.Users, thread.Effective, thread.Permitted, thread.Ambient)));
        Assert.All(threads.Where(thread => thread.Name.StartsWith("shard", StringComparison.Ordinal)), thread => Assert.True(thread.HasNoNewPrivileges));
        _link.Inside("ip", "link", "set", VethLink.Mirror, "down");
        Assert.EndsWith("is down; waiting for it", sensor.NextLine());
        _link.Inside("ip", "link", "set", VethLink.Mirror, "up"); // and it goes on, without the right to open anything
        _link.Replay(_office, packetsPerSecond: 20_000);
        Assert.EndsWith("delivers again", sensor.NextLine());
        Assert.Equal(_link.Received, sensor.Stop().GetProperty("packets").GetInt64());
    }

    [OtherUserFact]
    public void What_it_writes_is_for_its_user_and_group_alone()
    {
        GiveFolder();
        using (var sensor = new LiveSensor(_link, [LiveSensor.Program, "run", "--interface", VethLink.Mirror, "--out", Logs, "--json", "--user", "nobody", "--metrics", "off"]))
        {
            Assert.StartsWith("netsensor: listening on", sensor.NextLine());
            _link.Replay(_office, packetsPerSecond: 20_000);
            sensor.Stop();
        }
        var files = Directory.EnumerateFiles(Logs, "*", SearchOption.AllDirectories).ToList();
        Assert.Contains(files, file => file.EndsWith("conn.log", StringComparison.Ordinal));
        Assert.All(files, file => Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(file) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute | UnixFileMode.GroupWrite)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(Path.Combine(Logs, "conn.log")));
    }

    [OtherUserFact]
    public void Started_as_the_service_starts_it_no_thread_keeps_the_capability()
    {
        GiveFolder();
        using var sensor = new LiveSensor(_link,
        [
            "setpriv", $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", "--inh-caps=-all,+net_raw", "--ambient-caps=-all,+net_raw", "--bounding-set=-all,+net_raw",
            LiveSensor.Program, "run", "--interface", VethLink.Mirror, "--out", Logs, "--json", "--metrics", "off", "--workers", "2",
        ]);
        Assert.StartsWith("netsensor: listening on", sensor.NextLine());
        _link.Replay(_office, packetsPerSecond: 20_000);
        var threads = Threads();
        Assert.Contains(threads, thread => thread.Name.StartsWith("shard", StringComparison.Ordinal));
        Assert.All(threads, thread => Assert.Equal((0UL, 0UL, 0UL, true), (thread.Effective, thread.Permitted, thread.Ambient, thread.HasNoNewPrivileges)));
        _link.Inside("ip", "link", "set", VethLink.Mirror, "down");
        Assert.EndsWith("is down; waiting for it", sensor.NextLine());
        _link.Inside("ip", "link", "set", VethLink.Mirror, "up");
        _link.Replay(_office, packetsPerSecond: 20_000);
        Assert.EndsWith("delivers again", sensor.NextLine());
        Assert.Equal(_link.Received, sensor.Stop().GetProperty("packets").GetInt64());
    }

    [NamespaceFact]
    public void An_account_that_does_not_exist_or_is_root_is_wrong_use()
    {
        foreach (var (user, fault) in ((string, string)[])[("nobody-at-all", "no such user"), ("root", "that is root")])
        {
            using var sensor = new LiveSensor(_link, [LiveSensor.Program, "run", "--interface", VethLink.Mirror, "--out", Logs, "--user", user, "--metrics", "off"]);
            Assert.Contains(fault, sensor.NextLine());
            Assert.Equal(2, sensor.WaitForEnd());
        }
    }

    /// <summary>A folder for logs that belongs to the user, below one that may be passed.</summary>
    private void GiveFolder()
    {
        File.SetUnixFileMode(_folder.Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        Directory.CreateDirectory(Logs);
        _link.Inside("chown", $"{Nobody}:{Nobody}", Logs);
    }

    /// <summary>All threads of the sensor that runs in the namespace.</summary>
    private List<ThreadStatus> Threads()
    {
        var process = int.Parse(_link.Processes.Single(), CultureInfo.InvariantCulture);
        return [.. Directory.EnumerateDirectories($"/proc/{process}/task").Select(folder => ThreadStatus.Read(folder, process))];
    }

    private sealed record ThreadStatus(string Name, bool IsMain, string Users, ulong Effective, ulong Permitted, ulong Ambient, bool HasNoNewPrivileges)
    {
        public static ThreadStatus Read(string folder, int process)
        {
            var lines = File.ReadAllLines(Path.Combine(folder, "status")).Select(line => line.Split(":\t", 2)).Where(parts => parts.Length == 2).ToDictionary(parts => parts[0], parts => parts[1].Trim());
            return new ThreadStatus(lines["Name"], Path.GetFileName(folder) == $"{process}", lines["Uid"], Number("CapEff"), Number("CapPrm"), Number("CapAmb"), lines["NoNewPrivs"] == "1");
            ulong Number(string name) => ulong.Parse(lines[name], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        }
    }
}
