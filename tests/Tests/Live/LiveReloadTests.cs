using NetSensor.Tests.Host;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Live;

/// <summary>SIGHUP: a sensor in service takes in what a person changed, and nothing of a file with faults.</summary>
[Collection("live")]
public sealed class LiveReloadTests : IDisposable
{
    private const int Hangup = 1; // SIGHUP

    private static readonly string Tunnels = Path.Combine(Checkout.Folder, "pcaps", "icmp-tunnels.pcap");

    private readonly string _folder = Directory.CreateTempSubdirectory("netsensor-live-").FullName;

    private string Config => Path.Combine(_folder, "netsensor.yaml");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [NamespaceFact]
    public void Exceptions_are_read_anew_and_a_file_with_faults_changes_nothing()
    {
        File.WriteAllText(Config, "exceptions:\n");
        using var link = new VethLink();
        using var sensor = new LiveSensor(link, _folder, VethLink.Mirror, "--config", Config);
        File.WriteAllText(Config, "exceptions:\n- {technique: T1095, max_severity: critical, expires: 2099-01-01, owner: me, reason: the test's own}\n");
        sensor.Signal(Hangup);
        Assert.Equal("netsensor: read anew: exceptions, exporters", sensor.NextLine());
        File.WriteAllText(Config, "exceptions:\n- {technique: T1095}\n");
        sensor.Signal(Hangup);
        Assert.Equal($"netsensor: {Config}:2:3: exceptions: expires, owner, reason must be said: an exception without an end, an owner or a reason is a hole", sensor.NextLine());
        Assert.Equal("netsensor: nothing was changed", sensor.NextLine());
        link.Replay(Tunnels, packetsPerSecond: 2000);
        var summary = sensor.Stop();
        Assert.True(summary.GetProperty("exceptions")[0].GetProperty("hidden").GetInt64() > 0, "the exception hid nothing");
        Assert.Empty(summary.GetProperty("findings").EnumerateArray());
    }

    [NamespaceFact]
    public void The_command_finds_the_sensor_and_says_what_came_of_it()
    {
        File.WriteAllText(Config, $"capture: {{interfaces: [{VethLink.Mirror}]}}\nout: {_folder}\nexceptions:\n");
        using var link = new VethLink();
        using var sensor = new LiveSensor(link, [LiveSensor.Program, "run", "--config", Config, "--json"]);
        Assert.StartsWith($"netsensor: listening on {VethLink.Mirror}; logs in {_folder}", sensor.NextLine());
        link.Replay(Tunnels, packetsPerSecond: 2000);
        Assert.Equal("600\n", link.Inside("stat", "-c", "%a", Path.Combine(_folder, "control.sock")));
        Assert.Equal((0, "read anew: exceptions, exporters\n"), Reload());
        Assert.Equal("netsensor: read anew: exceptions, exporters", sensor.NextLine());
        File.AppendAllText(Config, "flows: {capacity: none}\n");
        Assert.Equal((1, $"{Config}:4:19: flows.capacity: 'none' is no whole number; allowed are 1 to 100000000\nnothing was changed\n"), Reload());
        var summary = sensor.Stop();
        Assert.Equal(link.Received, summary.GetProperty("packets").GetInt64());
        Assert.Contains("no sensor answers there", NetSensorProcess.Run("reload", "--config", Config).ErrorLine);
    }

    private (int Code, string Output) Reload()
    {
        var outcome = NetSensorProcess.Run("reload", "--config", Config);
        return (outcome.ExitCode, outcome.Output);
    }
}
