using NetSensor.Analyzers.Exfiltration;
using NetSensor.Events;
using NetSensor.Tests.Support;
using NetSensor.Wire;

namespace NetSensor.Tests.Analyzers;

public sealed class ExfiltrationDetectorTests : IDetectionSink
{
    private const string Desk = "10.0.0.50", Other = "10.0.0.51";
    private const long Mega = 1_000_000;

    private readonly List<Detection> _found = [];
    private ExfiltrationDetector _detector = new(new ExfiltrationOptions(), new DetectorContext());

    void IDetectionSink.Report(Detection detection) => _found.Add(detection);

    [Fact]
    public void More_than_a_host_ever_sends_to_where_it_never_went_is_told()
    {
        LearnWeek();
        Upload(Desk, "5.1.1.1", Days(8), 300 * Mega);
        var finding = Assert.Single(_found);
        Assert.Equal("10.0.0.50 sends 300 MB to 5.1.1.1", finding.Title);
        Assert.Equal((Severity.High, "T1041"), (finding.Severity, finding.Techniques[0].Id));
        Assert.Contains(finding.RiskParts, part => part.Name == "beyond its habits");
        Assert.Equal(Math.Min(100, finding.RiskParts.Sum(part => part.Points)), finding.Risk);
    }

    [Fact]
    public void The_same_volume_downloaded_is_no_matter()
    {
        LearnWeek();
        Tell(Contacts.Out(Desk, "5.1.1.1", "US", Days(8), bytesOut: 3 * Mega, bytesIn: 300 * Mega));
        Assert.Empty(_found);
    }

    [Fact]
    public void A_call_with_pictures_sends_as_much_as_it_gets()
    {
        LearnWeek();
        Tell(Contacts.Out(Desk, "5.1.1.1", "US", Days(8), bytesOut: 900 * Mega, bytesIn: 800 * Mega, port: 8801));
        Assert.Empty(_found);
    }

    [Fact]
    public void Without_habits_only_a_lot_is_told()
    {
        Upload(Desk, "5.1.1.1", Days(0), 100 * Mega);
        Assert.Empty(_found);
        Upload(Desk, "5.1.1.1", Days(0.01), 900 * Mega);
        Assert.Equal("10.0.0.50 sends 1 GB to 5.1.1.1", Assert.Single(_found).Title);
    }

    [Theory]
    [InlineData("g.api.mega.co.nz", 150, "T1567.002")]
    [InlineData("gofile.io", 150, "T1567.002")]
    [InlineData("pastebin.com", 12, "T1567.003")]
    [InlineData("github.com", 250, "T1567.001")]
    [InlineData("discord.com", 30, "T1567.004")]
    public void Services_that_take_what_anybody_brings_have_techniques_of_their_own(string name, long megabytes, string technique)
    {
        LearnWeek();
        Upload(Desk, "5.1.1.1", Days(8), megabytes * Mega, name);
        Assert.Equal(technique, Assert.Single(_found).Techniques[0].Id);
    }

    [Theory]
    [InlineData(21, "ftp", "T1048.003")]
    [InlineData(22, "ssh", "T1048.002")]
    [InlineData(4444, null, "T1048")]
    public void Odd_means_are_told_from_less_on(ushort port, string? service, string technique)
    {
        var told = Contacts.Out(Desk, "5.1.1.1", "US", Days(0), bytesOut: 120 * Mega, bytesIn: Mega, port: port, service: service);
        Tell(told);
        Assert.Equal(technique, Assert.Single(_found).Techniques[0].Id);
    }

    [Fact]
    public void What_leaves_in_the_data_connection_of_active_FTP_is_the_clients()
    {
        var told = Contacts.In("5.1.1.1", Desk, "US", Days(0), 40_000, bytesOut: 120 * Mega, service: "ftp-data");
        Tell(told);
        var finding = Assert.Single(_found);
        Assert.Equal((IpAddr.Parse(Desk), IpAddr.Parse("5.1.1.1")), (finding.Source, finding.Destination!.Value));
    }

    [Fact]
    public void A_nightly_backup_is_usual_once_it_was_seen_for_some_days()
    {
        LearnWeek(nightly: 400 * Mega);
        _found.Clear(); // the first nights may be told
        Upload(Desk, "7.7.7.7", Days(8), 420 * Mega, "backup.example");
        Assert.Empty(_found);
    }

    [Fact]
    public void A_little_every_day_to_a_new_place_is_a_slow_leak()
    {
        LearnWeek();
        for (var day = 8; day < 14; day++) Upload(Desk, "5.1.1.1", Days(day), 12 * Mega);
        var finding = _found[^1];
        Assert.StartsWith("10.0.0.50 leaks to 5.1.1.1", finding.Title, StringComparison.Ordinal);
        Assert.Contains("T1030", finding.Techniques.Select(technique => technique.Id));
    }

    [Fact]
    public void What_was_fetched_from_shares_before_makes_it_worse()
    {
        LearnWeek();
        Tell(Contacts.Out(Desk, "10.0.0.2", null, Days(8) - TimeSpan.FromHours(2), bytesOut: Mega, bytesIn: 500 * Mega, port: 445));
        Upload(Desk, "5.1.1.1", Days(8), 300 * Mega);
        var finding = Assert.Single(_found);
        Assert.Contains(finding.RiskParts, part => part.Name == "gathered before");
        Assert.Equal(["T1041", "T1039", "T1074.002"], finding.Techniques.Select(technique => technique.Id));
    }

    [Fact]
    public void A_speed_test_is_left_alone()
    {
        LearnWeek();
        Upload(Desk, "5.1.1.1", Days(8), 600 * Mega, "zurich.speedtest.net");
        Assert.Empty(_found);
    }

    [Fact]
    public void Where_all_go_weighs_little()
    {
        LearnWeek();
        for (var host = 100; host < 110; host++) Upload($"10.0.0.{host}", "6.6.6.6", Days(7.5), Mega, "intranet.example");
        Upload(Desk, "6.6.6.6", Days(8), 60 * Mega, "intranet.example");
        Assert.All(_found, finding => Assert.Equal(Severity.Low, finding.Severity));
    }

    [Fact]
    public void An_upload_that_still_runs_is_told_and_every_byte_counted_once()
    {
        LearnWeek();
        var flow = FlowIdentities.Of(Desk, "5.1.1.1", 443, Contacts.Start + Days(8));
        for (var hour = 1; hour <= 3; hour++)
        {
            var told = new FlowEvent { ConnectionState = "S1", History = "ShAD", IsInterim = hour < 3, OriginatorBytes = hour * 100 * Mega, OriginatorIpBytes = hour * 106 * Mega, ResponderBytes = 1000, ResponderIpBytes = 9000 };
            told.Stamp(Contacts.Start + Days(8) + TimeSpan.FromHours(hour), flow, hour);
            Tell(told);
            if (hour == 1) Assert.Equal("10.0.0.50 sends 100 MB to 5.1.1.1", Assert.Single(_found).Title);
        }
        Upload(Desk, "5.1.1.1", Days(8.2), 600 * Mega);
        Assert.Equal(900 * Mega, _found[^1].Evidence.Single(number => number.Name == "bytes_out").Value);
    }

    [Fact]
    public void Sequence_numbers_that_leap_are_no_upload()
    {
        var flow = FlowIdentities.Of(Desk, "5.1.1.1", 4444, Contacts.Start);
        var told = new FlowEvent { ConnectionState = "SF", History = "ShADaFf", OriginatorBytes = 4_000 * Mega, OriginatorIpBytes = 5_000, ResponderBytes = 10 };
        told.Stamp(Contacts.Start, flow, 0);
        Tell(told);
        Assert.Empty(_found);
    }

    [Fact]
    public void What_was_learnt_lasts_over_a_restart()
    {
        LearnWeek(nightly: 400 * Mega);
        _found.Clear();
        Restart();
        Upload(Desk, "7.7.7.7", Days(8), 420 * Mega, "backup.example");
        Assert.Empty(_found);
        Upload(Other, "5.1.1.1", Days(8), 300 * Mega);
        Assert.Contains(Assert.Single(_found).RiskParts, part => part.Name == "beyond its habits");
        Assert.Contains(_found[0].RiskParts, part => part.Name == "new destination");
    }

    [Fact]
    public void What_is_usual_for_a_host_that_sends_little_lasts_over_a_restart_too()
    {
        for (var hour = 0; hour < 6 * 24; hour++)
        {
            Upload(Desk, "7.7.7.7", TimeSpan.FromHours(hour), 20_000, "mirror.example");
            Upload(Desk, "7.7.7.7", TimeSpan.FromHours(hour + 0.5), 20_000, "mirror.example");
            if (hour % 24 == 23) Restart();
        }
        Upload(Desk, "5.1.1.1", Days(7), 300 * Mega);
        Assert.Contains(Assert.Single(_found).RiskParts, part => part.Name == "beyond its habits" && part.Why.Contains("40 KB", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("host/10.0.0.1", "{}")]
    [InlineData("channel/10.0.0.1/xyz", "{}")]
    [InlineData("channel/10.0.0.1/0000ffff", "{\"first\":1,\"is_new\":true,\"days\":[[1]],\"told\":0,\"told_severity\":0,\"told_bytes\":0}")]
    [InlineData("elsewhere", "{}")]
    [InlineData("since", "no json")]
    public void What_somebody_else_kept_is_refused(string key, string value) =>
        Assert.Throws<FormatException>(() => ((ILearner)_detector).Recall(key, System.Text.Encoding.UTF8.GetBytes(value)));

    private void Restart()
    {
        var memory = new KeptMemory { IsLast = true };
        ((ILearner)_detector).Save(memory);
        _detector = new ExfiltrationDetector(new ExfiltrationOptions(), new DetectorContext());
        memory.TellTo(_detector);
    }

    /// <summary>Two desks that browse in office hours; the first may also have a backup by night.</summary>
    private void LearnWeek(long nightly = 0)
    {
        for (var hour = 0; hour < 7 * 24; hour++)
        {
            if (hour % 24 == 2 && nightly > 0) Upload(Desk, "7.7.7.7", TimeSpan.FromHours(hour), nightly + hour * 10_000, "backup.example");
            if (hour % 24 is < 8 or > 17) continue;
            foreach (var desk in (string[])[Desk, Other])
                Tell(Contacts.Out(desk, $"9.0.0.{hour % 7}", "US", TimeSpan.FromHours(hour), bytesOut: 200_000 + hour * 1_000, bytesIn: 5 * Mega, name: $"www{hour % 7}.example"));
        }
        if (nightly == 0) Assert.Empty(_found);
    }

    private void Upload(string host, string peer, TimeSpan at, long bytes, string? name = null) =>
        Tell(Contacts.Out(host, peer, "US", at, bytesOut: bytes, bytesIn: bytes / 200, name: name));

    private void Tell(FlowEvent told)
    {
        _detector.OnEvent(told, this);
        _detector.OnTick(told.Time, this);
    }

    private static TimeSpan Days(double days) => TimeSpan.FromDays(days);
}
