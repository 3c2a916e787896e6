using NetSensor.Tests.Host;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Live;

/// <summary>SIGHUP: a sensor in service takes in what a person changed, and nothing of a file with faults.</summary>
[Collection("live")]
public sealed class LiveReloadTests : IDisposable
{
    private const int Hangup = 1; // SIGHUP
    private const string ReadAnew = "netsensor: read anew: exceptions, exporters, indicators, roster";

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
        Assert.Equal(ReadAnew, sensor.NextLine());
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
    public void Indicators_and_roster_are_read_anew_and_a_bad_file_leaves_what_was_before()
    {
        var (list, roster) = (Path.Combine(_folder, "list.json"), Path.Combine(_folder, "roster.csv"));
        File.WriteAllText(Config, $"indicators: [{list}]\nroster: {{file: {roster}, grace: 1ms}}\n");
        File.WriteAllText(list, Bundle("192.0.2.1"));
        File.WriteAllText(roster, "hostname,mac\nother,00:50:56:00:00:01\n");
        using var link = new VethLink();
        using var sensor = new LiveSensor(link, _folder, VethLink.Mirror, "--config", Config);
        File.WriteAllText(list, Bundle("192.31.196.22"));
        File.WriteAllText(roster, "hostname,mac\nmanaged-21,00:50:56:1e:00:15\nmanaged-22,00:50:56:1e:00:16\n");
        sensor.Signal(Hangup);
        Assert.Equal(ReadAnew, sensor.NextLine());
        File.WriteAllText(list, Bundle("192.31.196.22")[..^30]);
        sensor.Signal(Hangup);
        Assert.StartsWith("netsensor: warning:", sensor.NextLine());
        Assert.Equal(ReadAnew, sensor.NextLine());
        Assert.Contains($"{list}:1: no JSON from here on", sensor.NextLine(), StringComparison.Ordinal);
        File.Delete(roster);
        sensor.Signal(Hangup);
        Assert.StartsWith("netsensor: warning:", sensor.NextLine());
        Assert.Contains("roster.csv", sensor.NextLine(), StringComparison.Ordinal);
        Assert.Equal("netsensor: nothing was changed", sensor.NextLine());
        link.Replay(Tunnels, packetsPerSecond: 2000);
        var titles = sensor.Stop().GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("title").GetString()!).ToArray();
        Assert.Contains(titles, title => title.Contains("met address 192.31.196.22 of list.json", StringComparison.Ordinal));
        Assert.DoesNotContain(titles, title => title.StartsWith("Unmanaged device", StringComparison.Ordinal));
    }

    private static string Bundle(string address) => $$"""{"objects":[{"type":"indicator","pattern":"[ipv4-addr:value = '{{address}}']"},{"type":"identity","name":"somebody"}]}""";

    [NamespaceFact]
    public void A_roster_that_is_first_named_while_the_sensor_listens_is_taken_in()
    {
        var roster = Path.Combine(_folder, "roster.csv");
        File.WriteAllText(Config, "home_networks: [10.0.0.0/8]\n");
        File.WriteAllText(roster, "hostname,mac\nmanaged-21,00:50:56:1e:00:15\n");
        using var link = new VethLink();
        using var sensor = new LiveSensor(link, _folder, VethLink.Mirror, "--config", Config);
        File.AppendAllText(Config, $"roster: {{file: {roster}}}\nflows: {{capacity: 12345}}\n");
        sensor.Signal(Hangup);
        Assert.Equal(ReadAnew, sensor.NextLine());
        Assert.Equal("netsensor: flows: changed in the file; what changed there holds from the next start on", sensor.NextLine());
        link.Replay(Tunnels, packetsPerSecond: 2000);
        File.WriteAllText(Config, "home_networks: [10.0.0.0/8]\n");
        sensor.Signal(Hangup);
        Assert.Equal("netsensor: read anew: exceptions, exporters, indicators", sensor.NextLine());
        Assert.Equal("netsensor: roster: no roster is named any more; the one before stays until the next start; as before", sensor.NextLine());
        sensor.Stop();
        var managed = File.ReadAllLines(Path.Combine(_folder, "devices.jsonl")).Where(line => line.Contains("\"is_managed\":true", StringComparison.Ordinal)).ToList();
        Assert.Contains("00:50:56:1e:00:15", Assert.Single(managed), StringComparison.OrdinalIgnoreCase);
    }

    [NamespaceFact]
    public void Reloads_under_load_cost_no_packet_and_no_finding()
    {
        var (list, constant, guest) = (Path.Combine(_folder, "list.json"), Path.Combine(_folder, "constant.jsonl"), Path.Combine(_folder, "guest.jsonl"));
        File.WriteAllText(list, Bundle("192.31.196.22"));
        File.WriteAllText(Config, Settings(0));
        using var link = new VethLink();
        using var sensor = new LiveSensor(link, _folder, VethLink.Mirror, "--config", Config);
        using (var sender = link.Start("tcpreplay", "-q", "-i", VethLink.Sender, "--pps=20000", "--loop=20", "--unique-ip", Tunnels))
        {
            for (var round = 1; !sender.HasExited; round++) // ends: with the capture
            {
                File.WriteAllText(Config, Settings(round));
                sensor.Signal(Hangup);
                Assert.StartsWith("netsensor: read anew: exceptions, exporters, indicators", sensor.AwaitLine("read anew"));
            }
            Assert.Equal(0, sender.ExitCode);
        }
        File.WriteAllText(Config, Settings(1)); // the guest's spool waits for its return
        sensor.Signal(Hangup);
        sensor.AwaitLine("read anew");
        var summary = sensor.Stop();
        Assert.Equal((0, link.Received), (summary.GetProperty("drops").GetProperty("kernel").GetInt64(), summary.GetProperty("packets").GetInt64()));
        var told = Ids(Path.Combine(_folder, "detections.jsonl"));
        Assert.NotEmpty(told);
        Assert.Equal(told, Ids(constant).Distinct());
        Assert.Empty(Ids(guest).Except(told));
        Assert.Equal(Ids(guest).Distinct().OrderBy(told.IndexOf), Ids(guest).Distinct());

        string Settings(int round) => $$"""
            home_networks: [10.0.0.0/8]
            indicators: [{{list}}]
            exporters:
            - {name: constant, type: file, file: {{constant}}, batch_records: {{1 + round % 5}}}
            {{(round % 2 == 1 ? $"- {{name: guest, type: file, file: {guest}}}" : "")}}
            exceptions:
            - {technique: T1595, expires: 2099-01-01, owner: me, reason: round {{round}}}
            """;
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
        Assert.Equal((0, "read anew: exceptions, exporters, indicators, roster\n"), Reload());
        Assert.Equal(ReadAnew, sensor.NextLine());
        File.AppendAllText(Config, "flows: {capacity: none}\n");
        Assert.Equal((1, $"{Config}:4:19: flows.capacity: 'none' is no whole number; allowed are 1 to 100000000\nnothing was changed\n"), Reload());
        var summary = sensor.Stop();
        Assert.Equal(link.Received, summary.GetProperty("packets").GetInt64());
        Assert.Contains("no sensor answers there", NetSensorProcess.Run("reload", "--config", Config).ErrorLine);
    }

    private static List<string> Ids(string findings) =>
        [.. File.ReadAllLines(findings).Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("metadata").GetProperty("uid").GetString()!)];

    private (int Code, string Output) Reload()
    {
        var outcome = NetSensorProcess.Run("reload", "--config", Config);
        return (outcome.ExitCode, outcome.Output);
    }
}
