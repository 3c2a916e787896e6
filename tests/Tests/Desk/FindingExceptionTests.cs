using NetSensor.Analyzers.Exceptions;
using NetSensor.Events;
using NetSensor.Host.Config;
using NetSensor.Wire;

namespace NetSensor.Tests.Desk;

public sealed class FindingExceptionTests
{
    private const string Rest = ", expires: 2099-12-31, owner: me, reason: test";

    private static readonly Detection Beacon = Findings.Beacon with { SourceHost = Findings.Workstation with { Mac = MacAddress.TryParse("02:00:00:00:00:05", out var mac) ? mac : default }, SourceZone = "office" };

    [Theory]
    [InlineData("detector: beaconing", true)]
    [InlineData("detector: [scan, beaconing]", true)]
    [InlineData("detector: scan", false)]
    [InlineData("technique: T1071.001", true)]
    [InlineData("technique: T1071", true)]
    [InlineData("technique: T1071.002", false)]
    [InlineData("source: {address: 10.0.0.5}", true)]
    [InlineData("source: {address: [192.168.0.0/16, 10.0.0.0/8]}", true)]
    [InlineData("source: {address: 10.0.0.6}", false)]
    [InlineData("source: {host: Alice-PC}", true)]
    [InlineData("source: {host: alice-pc.corp.example}", true)]
    [InlineData("source: {host: alice}", false)]
    [InlineData("source: {device: dev-5}", true)]
    [InlineData("source: {device: '02:00:00:00:00:05'}", true)]
    [InlineData("source: {zone: office}", true)]
    [InlineData("source: {zone: internal}", false)]
    [InlineData("source: {zone: office, address: 10.0.0.6}", false)]
    [InlineData("destination: {domain: example}", true)]
    [InlineData("destination: {domain: '*.C2.example'}", true)]
    [InlineData("destination: {domain: 2.example}", false)]
    [InlineData("destination: {port: [80, 443]}", true)]
    [InlineData("destination: {port: 80}", false)]
    [InlineData("destination: {address: 198.51.100.0/24, port: 443}", true)]
    [InlineData("detector: beaconing, max_severity: low", false)]
    [InlineData("detector: beaconing, max_severity: medium", true)]
    public void An_exception_hides_what_it_covers(string what, bool hides) => Assert.Equal(hides, Read(what).Hide(Beacon));

    [Fact]
    public void A_high_finding_is_hidden_only_by_who_says_so()
    {
        var high = Beacon with { Severity = Severity.High };
        var exceptions = Read("detector: beaconing");
        Assert.False(exceptions.Hide(high));
        Assert.Equal(1, exceptions.Tallies[0].TooSevere);
        Assert.True(Read("detector: beaconing, max_severity: high").Hide(high));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, true)]   // its last day
    [InlineData(1, false)]
    public void An_exception_holds_to_the_end_of_its_last_day_on_the_packets_clock(int daysAfter, bool hides)
    {
        var exceptions = new FindingExceptions([new FindingException { Name = "x", Detectors = ["beaconing"], Expires = new DateOnly(2026, 9, 21), Owner = "me", Reason = "test" }]);
        Assert.Equal(hides, exceptions.Hide(Beacon with { Time = Timestamp.FromUnix(1_790_000_000 + daysAfter * 86_400) })); // 2026-09-21T14:13:20Z
        Assert.Equal(hides ? 0 : 1, exceptions.Tallies[0].TooLate);
    }

    [Fact]
    public void Each_counts_what_it_hides_and_an_unused_one_is_known()
    {
        var exceptions = ConfigReader.Parse("c.yaml", $"exceptions:\n- {{detector: scan{Rest}}}\n- {{name: second, detector: beaconing{Rest}}}\n- {{source: {{address: 10.0.0.0/8}}{Rest}}}\n").Exceptions;
        var tallies = new FindingExceptions(exceptions);
        for (byte host = 1; host <= 3; host++) tallies.Hide(Beacon with { SourceHost = null, Source = IpAddr.Parse($"10.0.0.{host}") });
        Assert.Equal([("exception 1", 0, true), ("second", 3, false), ("exception 3", 0, true)], tallies.Tallies.Select(tally => (tally.Exception.Name, (int)tally.Hidden, tally.IsUnused)));
        Assert.Equal((3, 3L), (tallies.Tallies[1].Hosts, tallies.Tallies[1].ByKind[("beaconing", Severity.Medium)]));
        Assert.Equal("c.yaml:3", exceptions[1].Place);
    }

    [Theory]
    [InlineData("{detector: scan}", "c.yaml:2:3: exceptions: expires, owner, reason must be said")]
    [InlineData("{expires: 2099-01-01, owner: me, reason: x}", "c.yaml:2:3: exceptions: says neither what (detector, technique) nor where")]
    [InlineData("{source: {}, expires: 2099-01-01, owner: me, reason: x}", "c.yaml:2:12: exceptions.source: names nothing")]
    [InlineData("{detector: scan, expires: tomorrow, owner: me, reason: x}", "c.yaml:2:29: exceptions.expires: 'tomorrow' is no date; write one as 2027-03-31")]
    [InlineData("{detector: scan, expires: 2026-02-30, owner: me, reason: x}", "c.yaml:2:29: exceptions.expires: '2026-02-30' is no date")]
    [InlineData("{detector: scans, expires: 2099-01-01, owner: me, reason: x}", "c.yaml:2:14: exceptions.detector: 'scans' is no detector; did you mean 'scan'?")]
    [InlineData("{technique: 1071, expires: 2099-01-01, owner: me, reason: x}", "c.yaml:2:15: exceptions.technique: '1071' is no ATT&CK technique")]
    [InlineData("{source: {port: 5}, expires: 2099-01-01, owner: me, reason: x}", "c.yaml:2:13: exceptions.source.port: no such setting")]
    [InlineData("{source: {address: here}, expires: 2099-01-01, owner: me, reason: x}", "c.yaml:2:22: exceptions.source.address: 'here' is no address")]
    [InlineData("{source: {zone: dmz}, expires: 2099-01-01, owner: me, reason: x}", "c.yaml:2:19: exceptions.source.zone: 'dmz' is no zone; there are internal")]
    [InlineData("{destination: {port: 70000}, expires: 2099-01-01, owner: me, reason: x}", "c.yaml:2:24: exceptions.destination.port: '70000' is no port")]
    [InlineData("{destination: {domain: '*'}, expires: 2099-01-01, owner: me, reason: x}", "c.yaml:2:26: exceptions.destination.domain: '*' is no domain")]
    [InlineData("{detector: scan, max_severity: huge, expires: 2099-01-01, owner: me, reason: x}", "c.yaml:2:34: exceptions.max_severity: 'huge' is no severity")]
    [InlineData("{source: {address: []}, expires: 2099-01-01, owner: me, reason: x}", "c.yaml:2:22: exceptions.source.address: needs a value")]
    [InlineData("scan", "c.yaml:2:3: exceptions: needs settings below it")]
    public void A_wrong_exception_is_told_with_its_place(string exception, string fault)
    {
        var wrong = Assert.Throws<ConfigException>(() => ConfigReader.Parse("c.yaml", $"exceptions:\n- {exception}\n"));
        Assert.StartsWith(fault, wrong.Faults[0].ToString());
    }

    [Fact]
    public void Exceptions_may_name_zones_that_the_file_names_below_them() =>
        Assert.Single(ConfigReader.Parse("c.yaml", $"exceptions: [{{source: {{zone: dmz}}{Rest}}}]\nzones: {{dmz: 10.9.0.0/16}}\n").Exceptions);

    [Fact]
    public void A_file_of_its_own_holds_more_and_its_faults_name_it()
    {
        using var folder = new Capture.TemporaryFolder();
        var right = folder.Write("right.yaml", System.Text.Encoding.UTF8.GetBytes($"- {{detector: scan{Rest}}}\n"));
        var below = folder.Write("below.yaml", System.Text.Encoding.UTF8.GetBytes($"exceptions:\n- {{detector: scan{Rest}}}\n"));
        var wrong = folder.Write("wrong.yaml", "- {detector: scan}\n"u8.ToArray());
        Assert.Equal(2, ConfigReader.Parse("c.yaml", $"exceptions: [{{detector: beaconing{Rest}}}]\nexceptions_file: {right}\n").Exceptions.Count);
        Assert.Single(ConfigReader.Parse("c.yaml", $"exceptions_file: {below}\n").Exceptions);
        var fault = Assert.Throws<ConfigException>(() => ConfigReader.Parse("c.yaml", $"colour: blue\nexceptions_file: {wrong}\n")).Faults;
        Assert.Equal([("c.yaml", 1), (wrong, 1)], fault.Select(one => (one.File, one.Line)));
    }

    private static FindingExceptions Read(string what) =>
        new(ConfigReader.Parse("c.yaml", $"zones: {{office: 10.0.0.0/24}}\nexceptions:\n- {{{what}{Rest}}}\n").Exceptions);
}
