using System.Text.Json;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Live;

/// <summary>What happens to a sensor in service: taps, tunnels, bursts, cables that are pulled, interfaces that go away.</summary>
[Collection("live")]
public sealed class LiveTroubleTests : IDisposable
{
    private static readonly string Office = Path.Combine(Checkout.Folder, "pcaps", "office.pcap");

    private readonly string _folder = Directory.CreateTempSubdirectory("netsensor-live-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [NamespaceFact]
    public void A_tap_with_an_interface_for_each_direction_gives_whole_flows()
    {
        using var link = new VethLink();
        link.ConnectSecond();
        var directions = Path.Combine(_folder, "directions.cache");
        link.Inside("tcpprep", "--port", $"--pcap={Office}", $"--cachefile={directions}");
        using var sensor = new LiveSensor(link, _folder, $"{VethLink.Mirror},{VethLink.SecondMirror}", "--workers", "2");
        link.Inside("tcpreplay", "-q", $"--intf1={VethLink.Sender}", $"--intf2={VethLink.SecondSender}", $"--cachefile={directions}", "--pps=8000", Office);
        Assert.Equal(0, Number(sensor.Stop(), "drops", "kernel"));
        Assert.Equal(LoggedFlows.OfReplay(Office), LoggedFlows.In(_folder));
    }

    [NamespaceFact]
    public void Two_workers_keep_fragments_tunnels_and_tagged_frames_together()
    {
        var capture = Path.Combine(_folder, "wrapped.pcap");
        WrappedTraffic.Save(capture);
        using var link = new VethLink();
        using var sensor = new LiveSensor(link, _folder, VethLink.Mirror, "--workers", "2");
        link.Replay(capture, packetsPerSecond: 8000);
        Assert.Equal(0, Number(sensor.Stop(), "drops", "kernel"));
        Assert.Equal(LoggedFlows.OfReplay(capture), LoggedFlows.In(_folder));
    }

    [NamespaceFact]
    public void What_the_kernel_drops_is_counted_to_the_packet()
    {
        using var link = new VethLink();
        using var sensor = new LiveSensor(link, _folder, VethLink.Mirror, "--ring-mib", "2");
        sensor.Signal(LiveSensor.Freeze); // a reader that does not read: the ring must overflow
        link.Inside("tcpreplay", "-q", "-i", VethLink.Sender, "--topspeed", "--loop=5", Office);
        sensor.Signal(LiveSensor.Thaw);
        var summary = sensor.Stop();
        Assert.True(Number(summary, "drops", "kernel") > 0, "nothing was dropped");
        Assert.Equal(link.Received, Number(summary, "packets") + Number(summary, "drops", "kernel"));
    }

    [NamespaceFact]
    public void An_interface_that_goes_down_and_comes_back_is_listened_on_again()
    {
        using var link = new VethLink();
        using var sensor = new LiveSensor(link, _folder, VethLink.Mirror, "--workers", "2");
        link.Inside("ip", "link", "set", VethLink.Mirror, "down");
        Assert.Equal($"netsensor: interface '{VethLink.Mirror}' is down; waiting for it", sensor.NextLine());
        Assert.Contains($"netsensor_interface_up{{interface=\"{VethLink.Mirror}\"}} 0\n", link.Inside("curl", "-s", "http://127.0.0.1:9477/metrics"));
        Assert.Contains($"\"status\":\"unhealthy\",\"reasons\":[\"interface {VethLink.Mirror} is down\"]", link.Inside("curl", "-s", "http://127.0.0.1:9477/health"));
        link.Inside("ip", "link", "set", VethLink.Mirror, "up");
        link.Replay(Office, packetsPerSecond: 8000);
        Assert.Equal($"netsensor: interface '{VethLink.Mirror}' delivers again", sensor.NextLine());
        Assert.Equal(1, Number(sensor.Stop(), "interface_errors"));
        Assert.Equal(LoggedFlows.OfReplay(Office), LoggedFlows.In(_folder));
    }

    [NamespaceFact]
    public void A_removed_interface_is_told_and_the_last_one_ends_the_sensor()
    {
        using var link = new VethLink();
        link.ConnectSecond();
        using var sensor = new LiveSensor(link, _folder, $"{VethLink.Mirror},{VethLink.SecondMirror}");
        link.Inside("ip", "link", "del", VethLink.SecondSender);
        AwaitLine(sensor, $"netsensor: interface '{VethLink.SecondMirror}' was removed");
        link.Replay(Office, packetsPerSecond: 8000);
        link.Inside("ip", "link", "del", VethLink.Sender);
        AwaitLine(sensor, $"netsensor: interface '{VethLink.Mirror}' was removed");
        AwaitLine(sensor, "netsensor: no interface is left to listen on");
        Assert.Equal(1, sensor.WaitForEnd());
        Assert.Equal(LoggedFlows.OfReplay(Office), LoggedFlows.In(_folder));
    }

    [NamespaceFact]
    public void Libpcap_reads_where_there_is_no_ring()
    {
        using var link = new VethLink();
        using var sensor = new LiveSensor(link, _folder, "any", "--workers", "2");
        link.Replay(Office, packetsPerSecond: 8000);
        var summary = sensor.Stop();
        Assert.True(Number(summary, "packets") >= link.Received, "packets are missing"); // both ends of the cable are of this system: most are seen twice
        Assert.Equal(LoggedFlows.OfReplay(Office).Select(Peers), LoggedFlows.In(_folder).Select(Peers));
    }

    [NamespaceFact("strace")]
    public void A_kernel_that_refuses_the_ring_is_read_through_libpcap()
    {
        using var link = new VethLink();
        string[] refusing = ["strace", "-D", "-f", "-qq", "-o", "/dev/null", "-e", "trace=setsockopt", "-e", "inject=setsockopt:error=EINVAL:when=1"]; // PACKET_VERSION
        using var sensor = new LiveSensor(link, [.. refusing, LiveSensor.Program, "run", "-i", VethLink.Mirror, "--out", _folder, "--json"]);
        Assert.Matches($"^netsensor: interface '{VethLink.Mirror}' has no TPACKET_V3 ring: .*; reading it through libpcap instead", sensor.NextLine());
        Assert.StartsWith("netsensor: listening on", sensor.NextLine());
        link.Replay(Office, packetsPerSecond: 4000);
        var summary = sensor.Stop();
        Assert.Equal(link.Received, Number(summary, "packets") + Number(summary, "drops", "kernel"));
    }

    [NamespaceFact]
    public void Without_the_right_to_capture_it_says_so_in_one_line()
    {
        using var link = new VethLink();
        // root without that one right: another user could not read a checkout in root's home
        using var sensor = link.Start("setpriv", "--bounding-set", "-net_raw", "--inh-caps", "-net_raw", LiveSensor.Program, "run", "-i", VethLink.Mirror, "--out", _folder);
        var said = sensor.StandardError.ReadToEnd();
        sensor.WaitForExit();
        Assert.Equal($"netsensor: no right to capture on '{VethLink.Mirror}': run as root, or give the program CAP_NET_RAW\n", said);
        Assert.Equal(2, sensor.ExitCode);
    }

    private static void AwaitLine(LiveSensor sensor, string expected)
    {
        var line = sensor.NextLine();
        while (line is not null && line != expected) line = sensor.NextLine(); // it may have seen that the interface is down before it was gone
        Assert.Equal(expected, line);
    }

    private static string Peers(string flow) => flow[..flow.IndexOf(": ", StringComparison.Ordinal)];

    private static long Number(JsonElement json, params string[] path) => path.Aggregate(json, (at, name) => at.GetProperty(name)).GetInt64();
}
