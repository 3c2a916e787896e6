using NetSensor.Analyzers.UnusualCountries;
using NetSensor.Events;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Analyzers;

public sealed class UnusualCountryDetectorTests : IDetectionSink
{
    private const string Server = "10.0.0.10", Desk = "10.0.0.50";

    private readonly List<Detection> _found = [];
    private UnusualCountryDetector _detector = New();

    void IDetectionSink.Report(Detection detection) => _found.Add(detection);

    private static UnusualCountryDetector New(UnusualCountryOptions? options = null) =>
        new(options ?? new UnusualCountryOptions(), new DetectorContext { Hosts = new Roles((Server, HostRole.Server), (Desk, HostRole.Client), ("10.0.0.60", HostRole.Thing)) });

    [Fact]
    public void A_server_that_goes_to_a_country_it_never_talked_to_is_told()
    {
        LearnWeek();
        Tell(Contacts.Out(Server, "5.1.1.1", "VN", Days(8), bytesOut: 3_000_000));
        var finding = Assert.Single(_found);
        Assert.Equal("10.0.0.10 (server) contacts VN, which is new for it", finding.Title);
        Assert.Equal((Severity.High, "VN", "T1071"), (finding.Severity, finding.DestinationCountry, finding.Techniques[0].Id));
        Assert.Equal(finding.Risk, Math.Min(100, finding.RiskParts.Sum(part => part.Points)));
        Assert.Contains(finding.Steps, step => step.StartsWith("5.1.1.1 port 443: 3 MB out", StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_server_in_its_usual_countries_is_left_alone()
    {
        LearnWeek();
        Tell(Contacts.Out(Server, "9.9.9.77", "CH", Days(8), bytesOut: 3_000_000));
        Assert.Empty(_found);
    }

    [Fact]
    public void Somebody_who_browses_to_a_new_country_is_left_alone()
    {
        LearnWeek();
        Tell(Contacts.Out(Desk, "5.1.1.1", "VN", Days(8), name: "www.example.vn"));
        Assert.Empty(_found);
    }

    [Fact]
    public void Somebody_who_sends_much_to_a_bare_address_there_is_told()
    {
        LearnWeek();
        Tell(Contacts.Out(Desk, "5.1.1.1", "VN", Days(8), bytesOut: 900_000_000, port: 4444));
        Assert.Equal(["T1071", "T1041"], Assert.Single(_found).Techniques.Select(technique => technique.Id));
    }

    [Fact]
    public void A_content_network_answers_from_anywhere()
    {
        LearnWeek();
        Tell(Contacts.Out(Server, "5.1.1.1", "VN", Days(8), name: "d1234.cloudfront.net"));
        Assert.All(_found, finding => Assert.Equal(Severity.Low, finding.Severity));
        Assert.All(_found, finding => Assert.Contains(finding.RiskParts, part => part.Name == "content network" && part.Points < 0));
    }

    [Fact]
    public void A_mirror_of_a_known_domain_elsewhere_is_left_alone()
    {
        LearnWeek();
        Tell(Contacts.Out(Server, "5.1.1.1", "VN", Days(8), name: "vn.mirror.example"));
        Assert.All(_found, finding => Assert.True(finding.Severity <= Severity.Low));
    }

    [Fact]
    public void A_country_where_a_quarter_of_all_hosts_go_weighs_less()
    {
        LearnWeek();
        for (var host = 100; host < 120; host++) Tell(Contacts.Out($"10.0.0.{host}", "5.1.1.2", "VN", Days(7.5), name: "www.example.vn"));
        _found.Clear();
        Tell(Contacts.Out(Server, "5.1.1.1", "VN", Days(8), name: "www.example.vn"));
        Assert.All(_found, finding => Assert.True(finding.Severity <= Severity.Medium && finding.RiskParts.Any(part => part.Name == "common in the network")));
    }

    [Fact]
    public void A_web_server_that_the_world_visits_is_left_alone()
    {
        for (var visit = 0; visit < 500; visit++)
            Tell(Contacts.In($"5.0.{visit % 200}.1", Server, $"{(char)('A' + visit % 26)}{(char)('A' + visit / 26 % 26)}", Days(visit / 50.0), 443));
        Assert.Empty(_found);
    }

    [Fact]
    public void Somebody_from_a_new_country_who_gets_into_a_server_by_remote_control_is_told()
    {
        for (var hour = 0; hour < 200; hour++) Tell(Contacts.In("5.9.9.9", Server, "DE", TimeSpan.FromHours(hour), 22));
        Tell(Contacts.In("6.6.6.6", Server, "KP", Days(9), 22, bytesOut: 400_000));
        var finding = Assert.Single(_found);
        Assert.Equal("10.0.0.10 (server) is visited from KP, which is new for it", finding.Title);
        Assert.Equal(("T1133", 22), (finding.Techniques[0].Id, finding.DestinationPort));
    }

    [Fact]
    public void A_host_of_which_nobody_knows_anything_serves_whoever_gets_into_it_by_remote_control()
    {
        LearnWeek(days: 5);
        for (var minute = 0; minute < 5 * 24 * 60; minute += 30) Tell(Contacts.Out("10.0.0.70", "10.0.0.2", null, TimeSpan.FromMinutes(minute), port: 123));
        Tell(Contacts.In("6.6.6.6", "10.0.0.70", "KP", Days(5.1), 443, bytesOut: 400_000));
        Assert.Empty(_found);
        Tell(Contacts.In("6.6.6.7", "10.0.0.70", "CN", Days(5.2), 22, bytesOut: 400_000));
        Assert.Equal("10.0.0.70 (server) is visited from CN, which is new for it", Assert.Single(_found).Title);
    }

    [Theory]
    [InlineData("REJ")]
    [InlineData("S0")]
    public void A_scan_from_outside_that_fails_is_no_contact(string state)
    {
        LearnWeek();
        Tell(Contacts.In("6.6.6.6", Server, "KP", Days(8), 22, state: state));
        Assert.Empty(_found);
    }

    [Fact]
    public void A_banner_is_no_contact_either()
    {
        LearnWeek();
        Tell(Contacts.In("6.6.6.6", Server, "KP", Days(8), 22, bytesOut: 60));
        Assert.Empty(_found);
    }

    [Fact]
    public void While_the_network_is_learnt_only_a_server_with_habits_is_told_of()
    {
        LearnWeek(days: 2);
        Tell(Contacts.Out(Desk, "5.1.1.1", "VN", Days(2.1), bytesOut: 900_000_000, port: 4444));
        Tell(Contacts.Out("10.0.0.60", "5.1.1.1", "VN", Days(2.1), bytesOut: 3_000_000)); // a thing that nobody saw before
        Assert.Empty(_found);
        Tell(Contacts.Out(Server, "5.2.1.1", "KP", Days(2.2), bytesOut: 3_000_000));
        Assert.Equal("KP", Assert.Single(_found).DestinationCountry);
    }

    [Fact]
    public void A_thing_that_was_at_work_for_days_and_went_nowhere_is_told_when_it_does()
    {
        LearnWeek();
        for (var minute = 0; minute < 24 * 60; minute += 5) Tell(Contacts.Out("10.0.0.60", "10.0.0.2", null, Days(7) + TimeSpan.FromMinutes(minute), port: 554));
        Assert.Empty(_found);
        Tell(Contacts.Out("10.0.0.60", "5.1.1.1", "VN", Days(8.1)));
        Assert.Equal("10.0.0.60 (thing) contacts VN, which is new for it", Assert.Single(_found).Title);
    }

    [Fact]
    public void A_host_that_others_come_to_is_taken_for_a_server_until_somebody_knows_better()
    {
        for (var client = 1; client <= 3; client++) Tell(Contacts.Out($"10.0.0.{client}", "10.0.0.20", null!, TimeSpan.FromSeconds(client)));
        for (var hour = 0; hour < 200; hour++) Tell(Contacts.Out("10.0.0.20", "9.9.9.9", "CH", TimeSpan.FromHours(hour), name: "a.mirror.example"));
        Tell(Contacts.Out("10.0.0.20", "5.1.1.1", "VN", Days(9), bytesOut: 3_000_000));
        Assert.Contains("(server)", Assert.Single(_found).Title, StringComparison.Ordinal);
    }

    [Fact]
    public void A_country_is_told_once_and_again_when_much_more_goes_there()
    {
        LearnWeek();
        for (var i = 0; i < 20; i++) Tell(Contacts.Out(Server, "5.1.1.1", "VN", Days(8) + TimeSpan.FromMinutes(i), bytesOut: 3_000_000));
        Assert.Equal(2, _found.Count); // at first, and from 40 MB on
        Tell(Contacts.Out(Server, "5.1.1.1", "VN", Days(8.1), bytesOut: 3_000_000_000));
        Assert.Equal(3, _found.Count);
        Assert.Single(_found.Select(finding => finding.Id).Distinct());
        Assert.Equal(3, _found[^1].Count);
    }

    [Fact]
    public void A_long_connection_counts_every_byte_once()
    {
        LearnWeek();
        var flow = Contacts.Out(Server, "5.1.1.1", "VN", Days(8)).Flow!;
        foreach (var (minute, sum, interim) in new[] { (1, 1_000_000L, true), (2, 2_000_000L, true), (3, 2_500_000L, false) })
        {
            var told = new FlowEvent { ConnectionState = interim ? "S1" : "SF", History = "ShAD", IsInterim = interim, OriginatorBytes = sum, OriginatorIpBytes = sum + 1000, ResponderCountry = "VN" };
            told.Stamp(Contacts.Start + Days(8) + TimeSpan.FromMinutes(minute), flow, minute);
            Tell(told);
        }
        Tell(Contacts.Out(Server, "5.1.1.1", "VN", Days(8.01), bytesOut: 40_000_000)); // enough for another telling
        Assert.Equal(42_500_000, _found[^1].Evidence.Single(number => number.Name == "bytes_out").Value);
        Assert.Equal(2, _found[^1].Evidence.Single(number => number.Name == "connections").Value);
    }

    [Fact]
    public void What_was_learnt_lasts_over_a_restart()
    {
        LearnWeek();
        var memory = new KeptMemory();
        ((ILearner)_detector).Save(memory);
        _detector = New();
        memory.TellTo(_detector);
        Tell(Contacts.Out(Server, "9.9.9.77", "CH", Days(8), bytesOut: 3_000_000));
        Assert.Empty(_found);
        Tell(Contacts.Out(Server, "5.1.1.1", "VN", Days(8), bytesOut: 3_000_000));
        Assert.Equal(Severity.High, Assert.Single(_found).Severity);
    }

    [Fact]
    public void Only_what_changed_is_saved_again()
    {
        LearnWeek();
        var memory = new KeptMemory();
        ((ILearner)_detector).Save(memory);
        var writes = memory.Writes;
        ((ILearner)_detector).Save(memory);
        Assert.Equal(writes, memory.Writes);
        Tell(Contacts.Out(Server, "9.9.9.77", "CH", Days(8)));
        ((ILearner)_detector).Save(memory);
        Assert.InRange(memory.Writes - writes, 1, 5); // the host, its role, its zone, the network, since when
    }

    [Theory]
    [InlineData("host/10.0.0.1", "{}")]
    [InlineData("host/nobody", "{\"observations\":[1,2],\"awake\":[1,2],\"countries\":{},\"systems\":[],\"domains\":[]}")]
    [InlineData("elsewhere", "{}")]
    [InlineData("since", "\"today\"")]
    [InlineData("group/network", "no json")]
    public void What_somebody_else_kept_is_refused(string key, string value) =>
        Assert.Throws<FormatException>(() => ((ILearner)_detector).Recall(key, System.Text.Encoding.UTF8.GetBytes(value)));

    [Fact]
    public void A_country_not_visited_for_many_half_lives_is_new_again()
    {
        LearnWeek();
        for (var day = 7; day < 400; day++)
            for (var hour = 0; hour < 24; hour += 2) Tell(Contacts.Out(Server, "9.9.9.9", "CH", Days(day) + TimeSpan.FromHours(hour), name: "a.mirror.example"));
        Tell(Contacts.Out(Server, "8.8.8.8", "SE", Days(400), bytesOut: 3_000_000)); // ten visits in the first week of the year before
        Assert.Equal("SE", Assert.Single(_found).DestinationCountry);
    }

    [Fact]
    public void A_watched_country_weighs_more()
    {
        LearnWeek();
        Tell(Contacts.Out(Server, "5.1.1.1", "VN", Days(8)));
        var usual = Assert.Single(_found).Risk;
        _found.Clear();
        _detector = New(new UnusualCountryOptions { Watched = ["vn"] });
        LearnWeek();
        Tell(Contacts.Out(Server, "5.1.1.1", "VN", Days(8)));
        Assert.Equal(Math.Min(100, usual + 15), Assert.Single(_found).Risk);
    }

    /// <summary>A server that keeps to two countries, and a desk that goes to five.</summary>
    private void LearnWeek(int days = 7)
    {
        for (var hour = 0; hour < days * 24; hour++)
        {
            Tell(Contacts.Out(Server, "9.9.9.9", "CH", TimeSpan.FromHours(hour), name: "a.mirror.example"));
            if (hour % 12 == 0 && hour < 120) Tell(Contacts.Out(Server, "8.8.8.8", "SE", TimeSpan.FromHours(hour)));
            Tell(Contacts.Out(Desk, $"7.0.0.{hour % 5}", ((string[])["DE", "US", "IE", "NL", "FR"])[hour % 5], TimeSpan.FromHours(hour), name: $"www{hour % 30}.example"));
        }
        Assert.Empty(_found);
    }

    private void Tell(FlowEvent told)
    {
        _detector.OnEvent(told, this);
        _detector.OnTick(told.Time, this);
    }

    private static TimeSpan Days(double days) => TimeSpan.FromDays(days);
}
