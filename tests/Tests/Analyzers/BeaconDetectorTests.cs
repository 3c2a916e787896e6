using NetSensor.Analyzers.Beaconing;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Tests.Analyzers;

public sealed class BeaconDetectorTests
{
    private readonly Collector _found = new();
    private readonly BeaconDetector _detector = new(new BeaconOptions(), HomeNetworks.Inside);

    [Fact]
    public void A_timer_is_found_within_twenty_check_ins()
    {
        Call("10.0.0.5", "198.51.100.7", Every(60, 20));
        _detector.OnTick(At(1200), _found);

        var finding = Assert.Single(_found.Detections);
        Assert.Equal("10.0.0.5 contacts 198.51.100.7:443 every 60 s", finding.Title);
        Assert.Equal(60, Number(finding, "period"), 3);
        Assert.Equal(20, Number(finding, "check_ins"));
        Assert.True(Number(finding, "p_value") < 1e-9);
        Assert.Equal("T1071.001", Assert.Single(finding.Techniques).Id);
        Assert.Equal(Severity.High, finding.Severity);
    }

    [Theory]
    [InlineData(0.1, 20)]
    [InlineData(0.25, 20)]
    [InlineData(0.5, 48)]
    public void A_jittered_sleep_is_found(double jitter, int checkIns)
    {
        var chance = new Random(7);
        var now = 0.0;
        Call("10.0.0.5", "198.51.100.7", Enumerable.Range(0, checkIns).Select(_ => now += 60 * (1 - jitter * chance.NextDouble())));
        _detector.OnTick(At(now), _found);
        Assert.Single(_found.Detections);
    }

    [Fact]
    public void A_third_of_missed_check_ins_does_not_hide_a_beacon()
    {
        var chance = new Random(3);
        Call("10.0.0.5", "198.51.100.7", Every(60, 60).Where(_ => chance.NextDouble() > 0.3));
        _detector.OnTick(At(3600), _found);
        Assert.InRange(Number(Assert.Single(_found.Detections), "missed"), 0.2, 0.4);
    }

    [Fact]
    public void Memoryless_callers_stay_silent()
    {
        var chance = new Random(11);
        for (var host = 1; host <= 200; host++)
        {
            var now = 0.0;
            Call($"10.0.1.{host}", $"203.0.113.{host}", Enumerable.Range(0, 50).Select(_ => now += -60 * Math.Log(1 - chance.NextDouble())));
        }
        _detector.OnTick(At(9000), _found);
        Assert.Empty(_found.Detections);
    }

    [Fact]
    public void What_every_host_does_is_no_secret_channel()
    {
        for (var host = 1; host <= 8; host++) Call($"10.0.0.{host}", "203.0.113.9", Every(60, 30).Select(t => t + host));
        _detector.OnTick(At(1900), _found);
        Assert.Empty(_found.Detections);
    }

    [Fact]
    public void Ntp_is_periodic_by_design()
    {
        foreach (var time in Every(64, 40)) _detector.OnEvent(Flow("10.0.0.5", "203.0.113.9", time, port: 123, transport: Transport.Udp), _found);
        _detector.OnTick(At(3000), _found);
        Assert.Empty(_found.Detections);
    }

    [Fact]
    public void A_story_is_told_once_and_again_when_it_went_on_for_twice_as_long()
    {
        for (var i = 0; i < 100; i++)
        {
            _detector.OnEvent(Flow("10.0.0.5", "198.51.100.7", i * 60), _found);
            _detector.OnTick(At(i * 60), _found);
        }
        Assert.InRange(_found.Detections.Count, 2, 4);
        Assert.Single(_found.Detections.Select(d => d.Id).Distinct());
    }

    [Fact]
    public void Addresses_behind_one_name_are_one_destination()
    {
        var i = 0;
        foreach (var time in Every(60, 20)) _detector.OnEvent(Flow("10.0.0.5", $"198.51.100.{i++}", time, name: "cdn.example"), _found);
        _detector.OnTick(At(1200), _found);
        Assert.Equal("cdn.example", Assert.Single(_found.Detections).DestinationName);
    }

    [Fact]
    public void Connections_that_start_together_are_one_check_in()
    {
        Call("10.0.0.5", "198.51.100.7", Every(60, 20).SelectMany(t => new[] { t, t + 0.1, t + 0.3 }));
        _detector.OnTick(At(1200), _found);
        Assert.Equal(20, Number(Assert.Single(_found.Detections), "check_ins"));
    }

    private static IEnumerable<double> Every(double period, int count) => Enumerable.Range(0, count).Select(i => i * period);

    private static double Number(Detection finding, string name) => finding.Evidence.Single(e => e.Name == name).Value;

    private static Timestamp At(double seconds) => Timestamp.FromSeconds(1_700_000_000 + seconds);

    private void Call(string source, string destination, IEnumerable<double> times)
    {
        foreach (var time in times) _detector.OnEvent(Flow(source, destination, time), _found);
    }

    private static FlowEvent Flow(
        string source, string destination, double time, ushort port = 443, Transport transport = Transport.Tcp, string? name = null)
    {
        var ended = new FlowEvent { ConnectionState = "SF", History = "ShADadfF", OriginatorBytes = 512, ResponderBytes = 2048, DestinationName = name };
        var flow = new FlowIdentity
        {
            Uid = $"C{time}",
            Start = At(time),
            Originator = IpAddr.Parse(source),
            Responder = IpAddr.Parse(destination),
            OriginatorPort = 50000,
            ResponderPort = port,
            Transport = transport,
            Protocol = transport == Transport.Tcp ? IpProtocol.Tcp : IpProtocol.Udp,
            CommunityId = "1:x",
            Order = (ulong)time,
        };
        ended.Stamp(At(time + 1), flow, 0);
        return ended;
    }

    private sealed class Collector : IDetectionSink
    {
        public List<Detection> Detections { get; } = [];

        public void Report(Detection detection) => Detections.Add(detection);
    }
}
