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
    [InlineData("filter 'host is none' cannot be used", "replay", "x.pcap", "--filter", "host is none")]
    [InlineData("--speed -1: no speed", "replay", "x.pcap", "--speed=-1")]
    [InlineData("--speed quick: no speed", "replay", "x.pcap", "--speed", "quick")]
    [InlineData("nowhere.yaml: cannot be read", "replay", "x.pcap", "--config", "nowhere.yaml")]
    [InlineData("nowhere.yaml: cannot be read", "check-config", "nowhere.yaml")]
    [InlineData("unexpected argument 'please'", "version", "please")]
    [InlineData("no interface 'nowhere0'", "run", "--interface", "nowhere0", "--metrics", "off")]
    [InlineData("'lo' is named twice", "run", "--interface", "lo,lo")]
    [InlineData("--workers 0: give a whole number", "run", "--interface", "lo", "--workers", "0")]
    [InlineData("--metrics 0.0.0.0:9477: the page has no lock", "run", "--interface", "lo", "--metrics", "0.0.0.0:9477")]
    [InlineData("Option '--interface' is required", "run")]
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
    [InlineData("home_networks: [10.0.0.0/8, 10.0.0.0/40]", "c.yaml:1: home_networks: '10.0.0.0/40' is no network")]
    [InlineData("out: x\nflows:\n  capacity: lots", "c.yaml:3: flows.capacity: 'lots' is no whole number")]
    [InlineData("colour: blue", "c.yaml:1: colour: no such setting; there are out, home_networks, flows")]
    [InlineData("flows: 5", "c.yaml:1: flows: '5' is needs")]
    [InlineData("just words", "c.yaml:1: no settings")]
    [InlineData("out: [", "c.yaml:")]
    public void A_wrong_configuration_is_named_with_file_and_line(string yaml, string fault)
    {
        _folder.Write("c.yaml", System.Text.Encoding.UTF8.GetBytes(yaml));
        var outcome = NetSensorProcess.Run(_folder.Root, [], "check-config", "c.yaml");
        Assert.Contains(fault, outcome.ErrorLine);
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
    public void Help_and_information_are_no_faults(params string[] args)
    {
        var outcome = NetSensorProcess.Run(args);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.NotEmpty(outcome.Output);
    }
}
