using NetSensor.Analyzers.Desk;
using NetSensor.Analyzers.Exceptions;
using NetSensor.Events;
using NetSensor.Tests.Support;
using NetSensor.Wire;

namespace NetSensor.Tests.Desk;

public sealed class FindingDeskTests
{
    private static readonly Timestamp Noon = Findings.Noon;

    private readonly Told _told = [];

    [Fact]
    public void A_finding_says_who_the_hosts_were_when_it_happened()
    {
        var later = Findings.Workstation with { DeviceId = "dev-77", Name = "somebody-else" };
        var desk = Desk(hosts: [(Findings.Workstation, Noon - TimeSpan.FromHours(1)), (later, Noon), (Findings.DomainController, Noon - TimeSpan.FromHours(9))]);
        desk.Report(Findings.Lateral); // last seen a minute before noon
        var found = Assert.Single(_told);
        Assert.Equal(("alice-pc", "alice", "dc1"), (found.SourceHost?.Name, found.SourceHost?.User, found.DestinationHost?.Name));
        Assert.Equal((NetworkZones.Internal, NetworkZones.Internal), (found.SourceZone, found.DestinationZone));
    }

    [Fact]
    public void Nobody_knows_who_it_was_before_the_address_was_given() =>
        Assert.Null(Report(Desk(hosts: [(Findings.Workstation, Noon)]), Findings.Beacon)!.SourceHost);

    [Fact]
    public void The_detectors_own_parts_of_the_risk_stay_and_what_the_hosts_are_is_added()
    {
        var desk = Desk(hosts: [(Findings.Workstation with { IsManaged = false }, default), (Findings.DomainController, default)]);
        var found = Report(desk, Findings.Lateral with { RiskParts = [new RiskPart("steps", 40, "a service was made"), new RiskPart("reply", 20, "and it worked")], Risk = 60 })!;
        Assert.Equal(["steps", "reply", "target", "unmanaged"], found.RiskParts.Select(part => part.Name));
        Assert.Equal(80, found.Risk);
    }

    [Fact]
    public void A_detector_that_tells_only_the_sum_has_one_part_and_no_risk_exceeds_a_hundred()
    {
        var found = Report(Desk(hosts: [(Findings.DomainController with { Address = IpAddr.Parse("10.0.0.5") }, default)]), Findings.Beacon with { Risk = 95, Severity = Severity.High })!;
        Assert.Equal([("detector", 95), ("asset", 15)], found.RiskParts.Select(part => (part.Name, part.Points)));
        Assert.Equal(100, found.Risk);
    }

    [Theory]
    [InlineData(Severity.Informational, 65, 19)]
    [InlineData(Severity.Low, 10, 10)]
    [InlineData(Severity.Low, 86, 39)]
    [InlineData(Severity.Medium, 20, 40)]
    [InlineData(Severity.Medium, 86, 69)]
    [InlineData(Severity.High, 86, 86)]
    [InlineData(Severity.High, 55, 70)]
    [InlineData(Severity.Critical, 75, 90)]
    public void The_risk_lies_in_the_class_of_the_severity(Severity severity, int risk, int told)
    {
        var found = Report(Desk(), Findings.Beacon with { Severity = severity, Risk = risk })!;
        Assert.Equal((severity, told), (found.Severity, found.Risk));
        Assert.Equal(told, found.RiskParts.Sum(part => part.Points)); // the parts add up
    }

    [Fact]
    public void Who_a_host_is_weighs_within_the_class_and_another_detector_lifts_it_one_class_above()
    {
        var desk = Desk(hosts: [(Findings.DomainController with { Address = IpAddr.Parse("10.0.0.5") }, default)]);
        desk.Report(Findings.Beacon with { Risk = 65 });                                                     // 65 and 15 for the controller
        desk.Report(Findings.Lateral with { Severity = Severity.Medium, Risk = 60, Time = Noon + TimeSpan.FromHours(1) }); // agrees with the first
        Assert.Equal([(Severity.Medium, 69), (Severity.High, 85)], _told.Select(found => (found.Severity, found.Risk)));
    }

    [Fact]
    public void What_is_known_to_be_benign_is_told_as_milder()
    {
        var found = Report(Desk(new DeskOptions { KnownBenign = ["10.0.0.5"] }), Findings.Lateral)!;
        Assert.Equal((Severity.Medium, 45), (found.Severity, found.Risk));
    }

    [Theory]
    [InlineData("10.0.0.0/24")]
    [InlineData("C2.example")]
    [InlineData("alice-pc")]
    public void What_is_known_to_do_odd_things_weighs_less(string known)
    {
        var desk = Desk(new DeskOptions { KnownBenign = ["203.0.113.9", known] }, [(Findings.Workstation, default)]);
        var found = Report(desk, Findings.Beacon)!;
        Assert.Equal(30, found.Risk);
        Assert.Contains(known, found.RiskParts[^1].Why);
    }

    [Fact]
    public void A_story_is_told_again_only_when_it_got_worse()
    {
        var desk = Desk();
        desk.Report(Findings.Beacon);                                                          // told: new
        desk.Report(Findings.Beacon with { Confidence = 60 });                                 // told: heard twice as often
        desk.Report(Findings.Beacon with { Confidence = 69 });                                 // the same class of confidence, heard 3 times
        desk.Report(Findings.Beacon with { Confidence = 70 });                                 // told: heard 4 times, and surer
        desk.Report(Findings.Beacon with { Confidence = 75 });                                 // nothing new
        desk.Report(Findings.Beacon with { Confidence = 75, Severity = Severity.High });       // told: worse
        Assert.Equal([1, 2, 4, 6], _told.Select(found => found.Count));
        Assert.Equal((6, 4, 2), (desk.Counters.Heard, desk.Counters.Told, desk.Counters.Repeats));
        Assert.Equal(4, _told.Select(found => found.TellingId).Distinct().Count());
    }

    [Fact]
    public void What_several_detectors_tell_of_a_host_is_one_story()
    {
        var desk = Desk(hosts: [(Findings.Workstation, default)]);
        desk.Report(Findings.Beacon);
        desk.Report(Findings.Lateral with { Time = Noon + TimeSpan.FromHours(5) });
        var (beacon, lateral) = (_told[0], _told[1]);
        Assert.Empty(beacon.Related);
        Assert.Equal((beacon.Id, beacon.TellingId, false), (lateral.Related[0].Id, lateral.Related[0].TellingId, lateral.Related[0].OfTarget));
        Assert.EndsWith("Also seen on this host: beaconing (medium), 10.0.0.5 contacts c2.example:443 every 60 s.", lateral.Reason);
        Assert.Contains(new RiskPart("agreement", 10, "also told of by beaconing"), lateral.RiskParts);
    }

    [Fact]
    public void A_low_finding_of_another_detector_is_linked_but_convinces_nobody()
    {
        var desk = Desk();
        desk.Report(Findings.Beacon with { Severity = Severity.Low });
        desk.Report(Findings.Lateral);
        Assert.Single(_told[1].Related);
        Assert.DoesNotContain(_told[1].RiskParts, part => part.Name == "agreement");
    }

    [Fact]
    public void What_the_target_of_an_attack_does_afterwards_names_the_attack()
    {
        var desk = Desk();
        desk.Report(Findings.Lateral);
        desk.Report(Findings.Beacon with { Source = IpAddr.Parse("10.0.0.9") });
        desk.Report(Findings.Beacon with { Id = "scan-1", Detector = "scan", Source = IpAddr.Parse("10.0.0.7"), Destination = IpAddr.Parse("10.0.0.9") });
        Assert.Contains("Also seen on this host: lateral-movement (high)", _told[1].Reason);
        Assert.Contains("Seen on its target: ", _told[2].Reason);
        Assert.Contains("lateral-movement (high)", _told[2].Reason);
        Assert.DoesNotContain(_told[2].RiskParts, part => part.Name == "agreement"); // of the target, not of the host itself
    }

    [Fact]
    public void What_was_seen_more_than_a_day_ago_is_another_story()
    {
        var desk = Desk();
        desk.Report(Findings.Beacon);
        desk.Report(Findings.Lateral with { Time = Noon + TimeSpan.FromHours(25) });
        Assert.Empty(_told[1].Related);
    }

    [Fact]
    public void A_host_that_is_told_of_too_often_in_an_hour_is_kept_back_and_counted_but_never_its_high_findings()
    {
        var desk = Desk(new DeskOptions { PerHostAndHour = 3 });
        for (var i = 0; i < 10; i++) desk.Report(Findings.Beacon with { Id = $"low-{i}", Severity = Severity.Low });
        for (var i = 0; i < 2; i++) desk.Report(Findings.Beacon with { Id = $"high-{i}", Severity = Severity.High });
        desk.Report(Findings.Beacon with { Id = "elsewhere", Source = IpAddr.Parse("10.0.0.6") });
        desk.Report(Findings.Beacon with { Id = "low-9", Severity = Severity.Low, Time = Noon + TimeSpan.FromHours(1) }); // kept back before, told now
        Assert.Equal(["low-0", "low-1", "low-2", "high-0", "high-1", "elsewhere", "low-9"], _told.Select(found => found.Id));
        Assert.Equal(7, desk.Counters.HostLimit);
    }

    [Fact]
    public void A_detector_that_speaks_too_often_in_an_hour_is_kept_back_and_counted()
    {
        var desk = Desk(new DeskOptions { PerDetectorAndHour = 3 });
        for (var i = 0; i < 10; i++) desk.Report(Findings.Beacon with { Id = $"low-{i}", Source = IpAddr.Parse($"10.0.1.{i}") });
        desk.Report(Findings.Lateral);
        Assert.Equal((4, 7), (_told.Count, desk.Counters.DetectorLimit));
    }

    [Fact]
    public void What_an_exception_hides_is_counted_and_links_to_nothing()
    {
        var desk = Desk();
        var hidesBeacons = new FindingException { Name = "x", Detectors = ["beaconing"], Expires = new DateOnly(2099, 1, 1), Owner = "me", Reason = "test" };
        desk.Exceptions = new FindingExceptions([hidesBeacons]);
        desk.Report(Findings.Beacon);
        desk.Report(Findings.Lateral);
        Assert.Equal((1, 1), (_told.Count, desk.Counters.Excepted));
        Assert.Empty(_told[0].Related);
    }

    [Fact]
    public void Open_stories_survive_a_restart()
    {
        var memory = new KeptMemory();
        var desk = Desk();
        desk.Report(Findings.Beacon);
        desk.Report(Findings.Beacon);
        desk.Save(memory);
        var restarted = Desk();
        memory.TellTo(restarted);
        _told.Clear();
        restarted.Report(Findings.Beacon);                    // heard 3 times, told after 2: nothing new
        restarted.Report(Findings.Lateral);
        Assert.Equal("lateral-movement", Assert.Single(_told).Detector);
        Assert.Equal("beacon-1-2", Assert.Single(_told[0].Related).TellingId);
        restarted.Report(Findings.Beacon);                    // heard 4 times
        Assert.Equal(4, _told[1].Count);
    }

    [Fact]
    public void Only_what_changed_is_saved()
    {
        var memory = new KeptMemory();
        var desk = Desk();
        desk.Report(Findings.Beacon);
        desk.Report(Findings.Lateral);
        desk.Save(memory);
        Assert.Equal(2, memory.Count);
        memory.Clear();
        desk.Save(memory);
        Assert.Equal(0, memory.Count);
        desk.Report(Findings.Beacon);
        desk.Save(memory);
        Assert.Equal(1, memory.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1,2]")]
    [InlineData("{\"severity\":\"high\"}")]
    public void A_memory_of_something_else_is_refused(string kept) =>
        Assert.Throws<FormatException>(() => Desk().Recall("beacon-1", System.Text.Encoding.UTF8.GetBytes(kept)));

    private Detection? Report(FindingDesk desk, Detection detection)
    {
        desk.Report(detection);
        return _told.LastOrDefault();
    }

    private FindingDesk Desk(DeskOptions? options = null, (HostIdentity Host, Timestamp From)[]? hosts = null) =>
        new(options ?? new DeskOptions(), new DetectorContext { Hosts = new KnownHosts(hosts ?? []) }) { Next = _told };
}
