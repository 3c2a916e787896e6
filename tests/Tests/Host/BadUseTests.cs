using NetSensor.Tests.Capture;

namespace NetSensor.Tests.Host;

/// <summary>Wrong use ends with exit code 2 and one line that names fault and mend.</summary>
public sealed class BadUseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("unknown command 'reply'", "reply")]
    [InlineData("unknown option '--ouf'", "replay", "x.pcap", "--ouf", "/tmp/x")]
    [InlineData("unknown option '--fast'", "replay", "--fast")]
    [InlineData("Required argument missing", "replay")]
    [InlineData("nowhere.pcap: no such file or folder", "replay", "nowhere.pcap")]
    [InlineData("--workers 0: no number of workers", "replay", "x.pcap", "--workers", "0")]
    [InlineData("--workers many: no number of workers", "replay", "x.pcap", "--workers", "many")]
    [InlineData("--out: an empty name", "replay", "x.pcap", "--out", "")]
    [InlineData("--out: an empty name", "run", "--interface", "lo", "--metrics", "off", "--out", "")]
    [InlineData("the configuration has an empty name", "check-config", "")]
    [InlineData("the configuration has an empty name", "replay", "x.pcap", "--config", "")]
    [InlineData("/proc: a folder; give a YAML file", "check-config", "/proc")]
    [InlineData("/dev/zero: too large for a configuration", "check-config", "/dev/zero")]
    [InlineData("filter 'host is none' cannot be used", "replay", "x.pcap", "--filter", "host is none")]
    [InlineData("--speed -1: no speed", "replay", "x.pcap", "--speed=-1")]
    [InlineData("--speed quick: no speed", "replay", "x.pcap", "--speed", "quick")]
    [InlineData("nowhere.yaml: cannot be read", "replay", "x.pcap", "--config", "nowhere.yaml")]
    [InlineData("nowhere.yaml: cannot be read", "check-config", "nowhere.yaml")]
    [InlineData("check-config: name a file", "check-config")]
    [InlineData("no detector 'beacon'; there are ", "detectors", "beacon")]
    [InlineData("no detector 'baeconing'; did you mean 'beaconing'?", "detectors", "baeconing")]
    [InlineData("unexpected argument 'please'", "version", "please")]
    [InlineData("no interface 'nowhere0'", "run", "--interface", "nowhere0", "--metrics", "off")]
    [InlineData("Option '--config' is required; 'netsensor exceptions list --help' lists the options", "exceptions", "list")]
    [InlineData("'lo' is named twice", "run", "--interface", "lo,lo")]
    [InlineData("--workers 0: give a whole number", "run", "--interface", "lo", "--workers", "0")]
    [InlineData("--metrics 0.0.0.0:9477: 0.0.0.0:9477 can be reached from elsewhere: that needs TLS", "run", "--interface", "lo", "--metrics", "0.0.0.0:9477")]
    [InlineData("--interface: no interface named, here or in the settings", "run")]
    public void The_fault_is_named_in_one_line(string fault, params string[] args)
    {
        var outcome = NetSensorProcess.Run(_folder.Root, [], args);
        Assert.StartsWith("netsensor: ", outcome.ErrorLine);
        Assert.Contains(fault, outcome.ErrorLine);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public void A_text_file_is_no_capture()
    {
        var path = _folder.Write("notes.txt", "to whom it may concern"u8.ToArray());
        var outcome = NetSensorProcess.Run("replay", path, "--out", Path.Combine(_folder.Root, "logs"));
        Assert.Contains("notes.txt: no capture", outcome.ErrorLine);
        Assert.Equal(2, outcome.ExitCode);
        Assert.False(Directory.Exists(Path.Combine(_folder.Root, "logs")));
    }

    [Fact]
    public void An_empty_file_is_no_capture()
    {
        var outcome = NetSensorProcess.Run("replay", _folder.Write("empty.pcap", []), "--out", Path.Combine(_folder.Root, "logs"));
        Assert.Contains("empty.pcap: empty", outcome.ErrorLine);
        Assert.Equal(2, outcome.ExitCode);
    }

    [Fact]
    public void A_mistyped_capture_does_not_cost_the_logs_of_the_last_run()
    {
        var old = _folder.Write("logs/conn.log", "{}\n"u8.ToArray());
        NetSensorProcess.Run("replay", Path.Combine(_folder.Root, "nowhere.pcap"), "--out", Path.Combine(_folder.Root, "logs"));
        Assert.True(File.Exists(old));
    }

    [Theory]
    [InlineData("home_networks: [10.0.0.0/8, 10.0.0.0/40]", "c.yaml:1:29: home_networks: '10.0.0.0/40' is no network")]
    [InlineData("out: x\nflows:\n  capacity: lots", "c.yaml:3:13: flows.capacity: 'lots' is no whole number")]
    [InlineData("state_keep: 3 moons", "c.yaml:1:13: state_keep: '3 moons' is no time; write one as 30s, 12h or 90d; allowed are 1h to 3650d")]
    [InlineData("state_max_entries: 0", "c.yaml:1:20: state_max_entries: '0' is no whole number from 1 to 100000000")]
    [InlineData("colour: blue", "c.yaml:1:1: colour: no such setting; there are capture, out, metrics, control, home_networks, zones, flows, enrichment, roster, indicators, state, state_keep, state_save_every, state_max_entries, state_max_mib, detectors")]
    [InlineData("flows: 5", "c.yaml:1:8: flows: needs settings below it")]
    [InlineData("flows: {fragments: 3}", "c.yaml:1:20: flows.fragments: needs settings below it")]
    [InlineData("flows:\n  fragments:\n    max_bytes: 12", "c.yaml:3:16: flows.fragments.max_bytes: '12' is out of range; allowed are 65536 to 1073741824")]
    [InlineData("flows:\n  fragments: {size: 12}", "c.yaml:2:15: flows.fragments.size: no such setting; there are max_datagrams, max_bytes, timeout")]
    [InlineData("flows:\n  capacity: 0", "c.yaml:2:13: flows.capacity: '0' is out of range; allowed are 1 to 100000000")]
    [InlineData("flows: {capacity: -1}", "c.yaml:1:19: flows.capacity: '-1' is out of range; allowed are 1 to 100000000")]
    [InlineData("flows: {capacity: 99999999999999999999}", "c.yaml:1:19: flows.capacity: '99999999999999999999' is no whole number; allowed are 1 to 100000000")]
    [InlineData("flows: {max_tunnel_depth: 2000000000}", "c.yaml:1:27: flows.max_tunnel_depth: '2000000000' is out of range; allowed are 0 to 16")]
    [InlineData("flows: {tcp_inactivity: -5s}", "c.yaml:1:25: flows.tcp_inactivity: '-5s' is out of range; allowed are 1ms to 365d")]
    [InlineData("flows: {tcp_inactivity: soon}", "c.yaml:1:25: flows.tcp_inactivity: 'soon' is no time; write one as 500ms, 5s, 10m, 2h or 1d; allowed are 1ms to 365d")]
    [InlineData("flows: {udp_inactivity: 0}", "c.yaml:1:25: flows.udp_inactivity: '0' is out of range; allowed are 1ms to 365d")]
    [InlineData("flows: {interim_interval: 5ms}", "c.yaml:1:27: flows.interim_interval: '5ms' is out of range; allowed are 0 (none) and 1s to 365d")]
    [InlineData("enrichment: {country_database: nowhere.mmdb}", "c.yaml:1:32: enrichment.country_database: nowhere.mmdb: no such file")]
    [InlineData("enrichment:\n  asn_database: c.yaml", "c.yaml:2:17: enrichment.asn_database: c.yaml: no database in MaxMind's format")]
    [InlineData("enrichment: {vendors: c.yaml}", "c.yaml:1:23: enrichment.vendors: c.yaml:1: no prefix and organisation")]
    [InlineData("roster: {grace: soon}", "c.yaml:1:17: roster.grace: 'soon' is ")]
    [InlineData("roster: {file: missing.csv}", "c.yaml:1:9: roster: missing.csv: cannot be read")]
    [InlineData("roster: {url: 'http://cmdb.example/'}", "c.yaml:1:9: roster: roster url 'http://cmdb.example/': no https address")]
    [InlineData("enrichment: {colour: blue}", "c.yaml:1:14: enrichment.colour: no such setting; there are country_database, asn_database, vendors")]
    [InlineData("zones: 5", "c.yaml:1:8: zones: needs settings below it")]
    [InlineData("zones:\n  dmz: 10.0.0.0/33", "c.yaml:2:8: zones.dmz: '10.0.0.0/33' is no network")]
    [InlineData("zones:\n  the dmz: 10.0.0.0/8", "c.yaml:2:3: zones.the dmz: no name for a zone")]
    [InlineData("zones:\n  internal: 10.0.0.0/8", "c.yaml:2:3: zones.internal: 'internal' is the name of what is yours and in no zone")]
    [InlineData("zones:\n  dmz:\n  - 10.1.0.0/16\n  guest:\n  - 10.2.0.0/16\n  - 10.1.2.3/16", "c.yaml:6:5: zones.guest: '10.1.2.3/16' is in zone 'dmz' already")]
    [InlineData("zones:\n  dmz: [10.1.0.0/16, 10.1.0.0/16]", "c.yaml:2:22: zones.dmz: '10.1.0.0/16' is named twice")]
    [InlineData("detectors: {beacon: {channels: 5}}", "c.yaml:1:13: detectors.beacon: no such setting; there are beaconing")]
    [InlineData("detectors: {beaconning: {channels: 5}}", "c.yaml:1:13: detectors.beaconning: no such setting; did you mean 'beaconing'? there are")]
    [InlineData("detectors:\n  beaconing:\n    channel: 5", "c.yaml:3:5: detectors.beaconing.channel: no such setting; did you mean 'channels'? there are enabled, ")]
    [InlineData("detectors: {beaconing: {enabled: perhaps}}", "c.yaml:1:34: detectors.beaconing.enabled: 'perhaps' is neither true nor false")]
    [InlineData("detectors: {beaconing: {maximum_p_value: 1.5}}", "c.yaml:1:42: detectors.beaconing.maximum_p_value: '1.5' is out of range; allowed are 0 to 1")]
    [InlineData("detectors: {beaconing: {maximum_p_value: NaN}}", "c.yaml:1:42: detectors.beaconing.maximum_p_value: 'NaN' is no number")]
    [InlineData("detectors: {beaconing: {channels: 0}}", "c.yaml:1:35: detectors.beaconing.channels: '0' is out of range")]
    [InlineData("out: x\nout: y", "c.yaml:2:1: 'out' is set twice; the first time in line 1")]
    [InlineData("out: *nobody", "c.yaml:1:6: nothing before it is called '&nobody'")]
    [InlineData("? [a, b]\n: c", "c.yaml:1:3: a key must be a word")]
    [InlineData("just words", "c.yaml:1:1: no settings")]
    [InlineData("out: [", "c.yaml:")]
    public void A_wrong_configuration_is_named_with_file_and_line(string yaml, string fault)
    {
        _folder.Write("c.yaml", System.Text.Encoding.UTF8.GetBytes(yaml));
        foreach (var args in new string[][] { ["check-config", "c.yaml"], ["replay", "x.pcap", "--config", "c.yaml"] })
        {
            var outcome = NetSensorProcess.Run(_folder.Root, [], args);
            Assert.Contains(fault, outcome.ErrorLine);
            Assert.Equal(2, outcome.ExitCode);
        }
    }

    [Fact]
    public void All_faults_of_a_configuration_are_named_at_once_in_the_order_of_the_file()
    {
        _folder.Write("c.yaml", "colour: blue\nflows:\n  capacity: lots\n  capacity: 5\nhome_networks: [10.0.0.0/40, here]\nout: [\n"u8.ToArray());
        var outcome = NetSensorProcess.Run(_folder.Root, [], "check-config", "c.yaml");
        Assert.Equal(2, outcome.ExitCode);
        var places = outcome.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => string.Join(':', line.Split(':').Take(3)));
        Assert.Equal(["c.yaml:1:1", "c.yaml:3:13", "c.yaml:4:3", "c.yaml:5:17", "c.yaml:5:30", "c.yaml:7:1"], places);
    }

    [Fact]
    public void A_replay_with_several_faults_in_its_configuration_names_the_first_and_who_lists_all()
    {
        _folder.Write("c.yaml", "colour: blue\nflows: {capacity: lots}\n"u8.ToArray());
        var outcome = NetSensorProcess.Run(_folder.Root, [], "replay", "x.pcap", "--config", "c.yaml");
        Assert.StartsWith("netsensor: c.yaml:1:1: colour: no such setting", outcome.ErrorLine);
        Assert.EndsWith("(1 more: 'netsensor check-config c.yaml' lists all)", outcome.ErrorLine);
    }

    [Fact]
    public void A_configuration_that_nests_without_end_is_no_crash()
    {
        _folder.Write("c.yaml", System.Text.Encoding.UTF8.GetBytes("out: " + new string('[', 200_000)));
        var outcome = NetSensorProcess.Run(_folder.Root, [], "check-config", "c.yaml");
        Assert.Contains("blocks within blocks", outcome.ErrorLine);
        Assert.Equal(2, outcome.ExitCode);
    }

    [Fact]
    public void A_pipe_that_nobody_writes_into_is_no_configuration()
    {
        var pipe = Path.Combine(_folder.Root, "pipe.yaml");
        System.Diagnostics.Process.Start("mkfifo", [pipe]).WaitForExit();
        var outcome = NetSensorProcess.Run(_folder.Root, [], "check-config", "pipe.yaml");
        Assert.Contains("pipe.yaml: nothing to read within 5 seconds", outcome.ErrorLine);
        Assert.Equal(2, outcome.ExitCode);
    }

    [Fact]
    public void A_right_configuration_is_good()
    {
        _folder.Write("c.yaml", "out: logs\nhome_networks: [10.0.0.0/8, fd00::/8, 192.0.2.1]\nflows:\n  capacity: 1000\n"u8.ToArray());
        var outcome = NetSensorProcess.Run(_folder.Root, [], "check-config", "c.yaml");
        Assert.Equal((0, "c.yaml: good\n", ""), (outcome.ExitCode, outcome.Output, outcome.Error));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("replay", "--help")]
    [InlineData("check-config", "--help")]
    [InlineData("version")]
    [InlineData("interfaces")]
    [InlineData("detectors")]
    [InlineData("detectors", "beaconing")]
    [InlineData("detectors", "--json")]
    [InlineData("check-config", "--example")]
    public void Help_and_information_are_no_faults(params string[] args)
    {
        var outcome = NetSensorProcess.Run(args);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.NotEmpty(outcome.Output);
    }
}
