using NetSensor.Analyzers.Beaconing;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Tests.Analyzers;

public sealed class BeaconDetectorTests
{
    private readonly Collector _found = new();
    private readonly BeaconDetector _detector = new(new BeaconOptions(), new DetectorContext());

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
        Assert.Equal(finding.Risk, finding.RiskParts.Sum(part => part.Points));
    }

    [Fact]
    public void A_finding_names_the_newest_flows_in_their_order()
    {
        Call("10.0.0.5", "198.51.100.7", Every(60, 20));
        _detector.OnTick(At(1200), _found);
        Assert.Equal([.. Every(60, 20).TakeLast(5).Select(time => At(time))], Assert.Single(_found.Detections).Flows.Select(flow => flow.Start));
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

    // ---- several keys, one story

    [Fact]
    public void A_domain_whose_names_rotate_is_one_story()
    {
        foreach (var time in Every(60, 24)) _detector.OnEvent(Flow("10.0.0.5", "198.51.100.7", time, name: $"n{time % 480}.rotating.example"), _found);
        _detector.OnTick(At(1500), _found);
        Assert.Contains("*.rotating.example", Assert.Single(_found.Detections).Title);
    }

    [Fact]
    public void A_client_that_goes_to_ever_new_names_and_addresses_of_one_network_is_one_story()
    {
        foreach (var time in Every(60, 24))
            _detector.OnEvent(Flow("10.0.0.5", $"198.51.100.{1 + time / 60}", time, name: $"{time}.{time}x.example", ja4: "t13d190900_9dc949149365_97f8aa674fd9"), _found);
        _detector.OnTick(At(1500), _found);
        Assert.Contains("198.51.100.0/24, TLS client t13d190900_9dc949149365_97f8aa674fd9", Assert.Single(_found.Detections).Title);
    }

    [Fact]
    public void A_quick_loop_is_found_although_starts_close_together_are_one_check_in()
    {
        Call("10.0.0.5", "198.51.100.7", Every(2, 30));
        _detector.OnTick(At(90), _found);
        Assert.Equal(2, Number(Assert.Single(_found.Detections), "period"), 2);
    }

    [Fact]
    public void Calls_through_a_proxy_are_told_by_the_host_that_is_asked_for()
    {
        Company();
        _detector.OnEvent(Flow("10.0.0.5", "203.0.113.1", -3600), _found); // known for an hour
        foreach (var time in Every(60, 20))
        {
            var flow = Flow("10.0.0.5", "10.0.0.250", time, port: 3128);
            var asked = new HttpTransactionEvent { Started = At(time + 0.1), Depth = 1, Method = "CONNECT", Uri = "c2.example:443", StatusCode = 200 };
            asked.Stamp(At(time + 0.2), flow.Flow, 0);
            _detector.OnEvent(asked, _found);
            _detector.OnEvent(flow, _found);
        }
        _detector.OnTick(At(1300), _found);
        Assert.Equal("10.0.0.5 contacts c2.example:443 through proxy 10.0.0.250:3128 every 60 s", Assert.Single(_found.Detections).Title);
    }

    [Fact]
    public void A_pipe_that_is_opened_at_a_rhythm_is_found_inside_the_network()
    {
        for (var i = 0; i < 20; i++)
        {
            var opened = new SmbFileEvent { Operation = SmbOperation.Open, Opened = At(i * 60), Version = 2, Status = 0, IsPipe = true, Name = "msagent_7f", Share = @"\PC\IPC$" };
            opened.Stamp(At(i * 60), Flow("10.0.0.5", "10.0.0.9", 0, port: 445).Flow, i);
            _detector.OnEvent(opened, _found);
        }
        _detector.OnTick(At(1300), _found);
        var finding = Assert.Single(_found.Detections);
        Assert.Equal("T1071.002", Assert.Single(finding.Techniques).Id);
        Assert.Contains(finding.RiskParts, part => part.Name == "pipe" && part.Points > 0);
    }

    [Fact]
    public void A_rhythm_inside_one_connection_is_found()
    {
        var flow = Flow("10.0.0.5", "198.51.100.7", 0).Flow;
        var rhythm = new FlowRhythmEvent { Bursts = [.. Enumerable.Range(1, 30).Select(i => new FlowBurst(At(i * 20), 300, 500))] };
        rhythm.Stamp(At(620), flow, 0);
        _detector.OnEvent(rhythm, _found);
        _detector.OnTick(At(630), _found);
        Assert.Equal("10.0.0.5 speaks every 20 s inside its connection to 198.51.100.7:443", Assert.Single(_found.Detections).Title);
    }

    [Fact]
    public void A_beacon_beside_a_keep_alive_that_beats_at_the_same_moments_is_found_as_well()
    {
        Company();
        _detector.OnEvent(Flow("10.0.0.5", "203.0.113.1", -3600), _found); // known for an hour
        var open = Flow("10.0.0.5", "203.0.113.7", 0, port: 3479, transport: Transport.Udp).Flow;
        var rhythm = new FlowRhythmEvent { Bursts = [.. Enumerable.Range(1, 600).Select(i => new FlowBurst(At(i * 2), 300, 500))] };
        rhythm.Stamp(At(1_200), open, 0);
        _detector.OnEvent(rhythm, _found);
        _detector.OnTick(At(1_201), _found); // the keep-alive is told, or known as harmless: its story is there before that of the beacon
        var others = _found.Detections.Count;
        Call("10.0.0.5", "198.51.100.7", Every(60, 20));
        _detector.OnTick(At(1_202), _found);
        Assert.Equal("10.0.0.5 contacts 198.51.100.7:443 every 60 s", Assert.Single(_found.Detections.Skip(others)).Title);
    }

    [Fact]
    public void A_beacon_through_the_proxy_of_a_poller_that_beats_at_the_same_moments_is_found_as_well()
    {
        Company();
        _detector.OnEvent(Flow("10.0.0.5", "203.0.113.1", -3600), _found); // known for an hour
        foreach (var time in Every(2, 600)) Ask("chat.example:443", time);
        _detector.OnTick(At(1_201), _found);
        var others = _found.Detections.Count;
        foreach (var time in Every(60, 20)) Ask("c2.test:443", time);
        _detector.OnTick(At(1_202), _found);
        Assert.Contains(_found.Detections.Skip(others), finding => finding.Title.StartsWith("10.0.0.5 contacts c2.test:443 through proxy", StringComparison.Ordinal));

        void Ask(string target, double time)
        {
            var asked = new HttpTransactionEvent { Started = At(time), Depth = 1, Method = "CONNECT", Uri = target, StatusCode = 200 };
            asked.Stamp(At(time + 0.1), Flow("10.0.0.5", "10.0.0.250", time, port: 3128).Flow, 0);
            _detector.OnEvent(asked, _found);
        }
    }

    // ---- what surrounds it

    [Fact]
    public void A_known_service_is_left_alone_and_one_that_only_has_its_name_is_not()
    {
        Company();
        foreach (var time in Every(60, 20)) _detector.OnEvent(Flow("10.0.0.5", "198.51.100.7", time, name: "mtalk.google.com", port: 5228), _found);
        foreach (var time in Every(60, 20)) _detector.OnEvent(Flow("10.0.0.6", "198.51.100.8", time, name: "mtalk.google.com", port: 4444), _found);
        _detector.OnTick(At(1300), _found);
        var finding = Assert.Single(_found.Detections);
        Assert.Equal("10.0.0.6", finding.Source.ToString());
        Assert.Contains(finding.RiskParts, part => part.Name == "masquerade");
        Assert.Contains(finding.Techniques, technique => technique.Id == "T1036");
    }

    [Fact]
    public void What_a_host_does_from_the_first_moment_on_weighs_less_than_what_it_takes_up_later()
    {
        Company();
        foreach (var time in Every(60, 20)) _detector.OnEvent(Flow("10.0.0.5", "198.51.100.7", time, name: "poller.example"), _found);
        foreach (var time in Every(60, 20)) _detector.OnEvent(Flow("10.0.0.5", "198.51.100.8", 7200 + time, name: "taken-up-later.example"), _found);
        _detector.OnTick(At(9000), _found);
        Assert.Equal("taken-up-later.example", Assert.Single(_found.Detections).DestinationName);
    }

    [Fact]
    public void A_server_that_vouches_for_itself_adds_to_the_risk()
    {
        var certificate = new CertificateDetails
        {
            Fingerprint = "aa", Version = 3, Serial = "01", Subject = "CN=Major Cobalt Strike", Issuer = "CN=Major Cobalt Strike", CommonName = "Major Cobalt Strike",
            NotValidBefore = 0, NotValidAfter = 365 * 86_400, KeyAlgorithm = "rsaEncryption", SignatureAlgorithm = "sha256WithRSAEncryption",
        };
        foreach (var time in Every(60, 20))
        {
            var flow = Flow("10.0.0.5", "198.51.100.7", time);
            var session = new TlsSessionEvent { Start = At(time), History = "", Ja4 = "t12i190800_d83cc789557e_7af1ed941c26", ServerCertificate = certificate };
            session.Stamp(At(time + 0.3), flow.Flow, 0);
            _detector.OnEvent(session, _found);
            _detector.OnEvent(flow, _found);
        }
        _detector.OnTick(At(1300), _found);
        var names = Assert.Single(_found.Detections).RiskParts.Select(part => part.Name).ToList();
        Assert.Contains("certificate", names);
        Assert.Contains("no server name", names);
    }

    [Fact]
    public void Somebody_outside_who_asks_our_server_at_a_rhythm_does_not_call_home()
    {
        Call("198.51.100.7", "10.0.0.5", Every(60, 40));
        _detector.OnTick(At(2500), _found);
        Assert.Empty(_found.Detections);
    }

    [Fact]
    public void The_next_check_in_is_foretold()
    {
        Call("10.0.0.5", "198.51.100.7", Every(60, 20));
        _detector.OnTick(At(1200), _found);
        var finding = Assert.Single(_found.Detections);
        Assert.Equal(1_700_001_200, Number(finding, "next_expected"), 1);
        Assert.Contains("the next is due at 2023-11-14T22:33:20Z", finding.Reason);
    }

    /// <summary>A dozen hosts that do what they like, so that it can be told what is usual.</summary>
    private void Company()
    {
        for (var host = 100; host < 112; host++) _detector.OnEvent(Flow($"10.0.0.{host}", $"203.0.113.{host}", host), _found);
    }

    private static IEnumerable<double> Every(double period, int count) => Enumerable.Range(0, count).Select(i => i * period);

    private static double Number(Detection finding, string name) => finding.Evidence.Single(e => e.Name == name).Value;

    private static Timestamp At(double seconds) => Timestamp.FromSeconds(1_700_000_000 + seconds);

    private void Call(string source, string destination, IEnumerable<double> times)
    {
        foreach (var time in times) _detector.OnEvent(Flow(source, destination, time), _found);
    }

    private static FlowEvent Flow(
        string source, string destination, double time, ushort port = 443, Transport transport = Transport.Tcp, string? name = null, string? ja4 = null)
    {
        var ended = new FlowEvent { ConnectionState = "SF", History = "ShADadfF", OriginatorBytes = 512, ResponderBytes = 2048, DestinationName = name, Ja4 = ja4 };
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
