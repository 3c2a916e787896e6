using NetSensor.Analyzers.Devices;
using NetSensor.Enrichment;
using NetSensor.Enrichment.Rosters;
using NetSensor.Events;
using NetSensor.Export;
using NetSensor.Host;
using NetSensor.Tests.Support;
using NetSensor.Wire;

namespace NetSensor.Tests.Analyzers;

/// <summary>Devices that are new, unmanaged, silent to their agent, or not what they were; and those of which nothing is to be said.</summary>
public sealed class DeviceDetectorTests
{
    private static readonly Timestamp Noon = Timestamp.FromUnix(1_700_000_000);
    private static readonly MacAddress Mac = new(0x0017_8801_0203);

    private readonly Found _found = [];
    private readonly DeviceDetector _detector = new(new DeviceOptions(), new DetectorContext());

    private static Timestamp At(double hours) => Noon + TimeSpan.FromHours(hours);

    private static Device Device(double firstSeen, ManagedState? managed = null, HostRole role = HostRole.Client) => new()
    {
        Id = "d7", Mac = Mac, Addresses = [IpAddr.Parse("10.0.0.7")], Name = "desk-7", Role = role, FirstSeen = At(firstSeen), LastSeen = At(firstSeen), Managed = managed,
    };

    private static ManagedState Unmanaged(double graceHours) => new(false, null, null, null, null) { Grace = TimeSpan.FromHours(graceHours) };

    private void Told(double hours, Device device, DeviceChange change = DeviceChange.Appeared, string? from = null, string? to = null) =>
        Happens(hours, new DeviceEvent { Device = device, Change = change, From = from, To = to }, null);

    private void Works(double hours) =>
        Happens(hours, new FlowEvent { ConnectionState = "SF", History = "ShADadfF" }, FlowIdentities.Of("10.0.0.7", "10.0.0.1", 443, At(hours)));

    private void Happens(double hours, SensorEvent happened, FlowIdentity? flow)
    {
        happened.Stamp(At(hours), flow, 0);
        _detector.OnEvent(happened, _found);
    }

    /// <summary>Devices that appear, evenly over so many hours.</summary>
    private void Come(int devices, double from, double hours, int first = 20, string network = "10.0.0")
    {
        for (var i = 0; i < devices; i++)
        {
            var at = from + hours * i / devices;
            Told(at, Device(at) with { Id = $"{network} {first + i}", Name = $"other-{first + i}", Addresses = [IpAddr.Parse($"{network}.{first + i}")], DhcpFingerprint = "1,3,6" });
        }
    }

    [Fact]
    public void On_the_first_day_nothing_is_new()
    {
        Come(50, 0, 8);
        Told(20, Device(20));
        Assert.Empty(_found);
    }

    [Fact]
    public void Where_few_come_any_more_one_more_is_told_within_the_time_of_learning_with_the_numbers()
    {
        Come(50, 0, 8);
        Told(80, Device(80));
        var told = Assert.Single(_found);
        Assert.Equal((Severity.Low, 50), (told.Severity, told.Evidence.Single(number => number.Name == "known_there").Value));
        Assert.Contains("10.0.0.0/24, where 0 others of 50", told.Reason, StringComparison.Ordinal);
        Assert.Contains(told.RiskParts, part => part.Name == "static"); // all others ask for their addresses
    }

    [Fact]
    public void Where_many_come_every_day_one_more_is_never_news()
    {
        for (var day = 0; day < 10; day++) Come(20, 24 * day, 10, first: 20 * day);
        Told(24 * 10, Device(24 * 10));
        Assert.Empty(_found);
    }

    [Fact]
    public void What_comes_to_one_network_says_nothing_of_another()
    {
        Come(2, 0, 8);
        for (var day = 0; day < 4; day++) Come(20, 24 * day, 10, first: 20 * day, network: "10.9.9");
        Told(80, Device(80));
        Assert.Equal("New device desk-7", Assert.Single(_found).Title);
    }

    [Fact]
    public void A_new_managed_machine_is_known_to_whoever_keeps_the_roster()
    {
        Come(50, 0, 8);
        Told(80, Device(80, new ManagedState(true, "mac", "alice", null, null)));
        Assert.Empty(_found);
    }

    [Fact]
    public void A_router_that_nobody_expected_is_worse()
    {
        Come(50, 0, 8);
        Told(80, Device(80, Unmanaged(24), HostRole.Infrastructure));
        Assert.Equal(Severity.Medium, Assert.Single(_found).Severity);
    }

    [Fact]
    public void After_a_restart_it_is_known_how_many_come_and_what_was_told()
    {
        Come(50, 0, 8);
        Told(9, Device(0, Unmanaged(1)));
        Works(10);
        Assert.Single(_found);
        var kept = new KeptMemory();
        _detector.Save(kept);
        var again = new DeviceDetector(new DeviceOptions(), new DetectorContext());
        kept.TellTo(again);
        var found = new Found();
        foreach (var (hours, happened, flow) in ((double, SensorEvent, FlowIdentity?)[])
            [
                (30, new DeviceEvent { Device = Device(0, Unmanaged(1)), Change = DeviceChange.Inventory }, null),
                (31, new FlowEvent { ConnectionState = "SF", History = "ShADadfF" }, FlowIdentities.Of("10.0.0.7", "10.0.0.1", 443, At(31))),
                (80, new DeviceEvent { Device = Device(80) with { Id = "d8", Name = "late" }, Change = DeviceChange.Appeared }, null),
            ])
        {
            happened.Stamp(At(hours), flow, 0);
            again.OnEvent(happened, found);
        }
        Assert.Equal("New device late", Assert.Single(found).Title);
    }

    [Fact]
    public void Later_a_new_device_is_told_and_is_no_more_than_low()
    {
        Told(0, Device(0));
        Told(200, Device(200));
        Assert.Equal(("New device desk-7", Severity.Low), (Assert.Single(_found).Title, _found.Worst));
    }

    [Fact]
    public void An_unmanaged_device_is_told_once_when_it_works_after_its_grace()
    {
        Told(0, Device(0, Unmanaged(24)));
        Works(1);
        Assert.Empty(_found);
        Works(25);
        Works(26);
        var told = Assert.Single(_found);
        Assert.Equal((Severity.Medium, "Unmanaged device desk-7"), (told.Severity, told.Title));
        Assert.Equal(told.Risk, told.RiskParts.Sum(part => part.Points));
    }

    [Fact]
    public void A_guest_that_left_in_time_is_not_told_and_a_thing_only_lowly()
    {
        Told(0, Device(0, Unmanaged(24), HostRole.Thing));
        Works(1);
        Assert.Empty(_found);
        Works(30);
        Assert.Equal(Severity.Low, _found.Worst);
    }

    [Fact]
    public void A_managed_machine_at_work_whose_agent_is_silent_is_told()
    {
        Told(0, Device(0, new ManagedState(true, "mac", "alice", "edr 7", At(-1)) { Grace = TimeSpan.FromHours(24) }));
        Works(1);
        Assert.Empty(_found);
        Works(30);
        Assert.Contains("silent", Assert.Single(_found).Title, StringComparison.Ordinal);
    }

    [Fact]
    public void A_managed_machine_that_the_roster_takes_up_in_time_is_not_told()
    {
        Told(0, Device(0, Unmanaged(24)));
        Told(2, Device(0, new ManagedState(true, "mac", null, null, null)), DeviceChange.Managed, "unmanaged", "managed");
        Works(30);
        Assert.Empty(_found);
    }

    [Fact]
    public void Another_system_that_asks_for_its_address_in_another_way_is_another_device()
    {
        Told(0, Device(0));
        Told(10, Device(0), DeviceChange.OperatingSystem, "Windows 10 or later", "Linux");
        Assert.Empty(_found);
        Told(10.1, Device(0), DeviceChange.DhcpFingerprint, "1,15,3,6", "1,2,6,12");
        var told = Assert.Single(_found);
        Assert.Equal((Severity.Medium, 2), (told.Severity, told.Steps.Count));
        Assert.Equal("T1036", told.Techniques[0].Id);
    }

    [Fact]
    public void What_is_only_known_better_is_no_change()
    {
        Told(0, Device(0));
        Told(10, Device(0), DeviceChange.OperatingSystem, "Windows", "Windows 10 or later");
        Told(10, Device(0), DeviceChange.Name, "desk-7", "desk-8");
        Assert.Empty(_found);
    }

    [Fact]
    public void A_device_that_is_being_set_up_may_change_as_it_likes()
    {
        Told(0, Device(0));
        Told(0.2, Device(0), DeviceChange.OperatingSystem, "Windows", "Linux");
        Told(0.2, Device(0), DeviceChange.DhcpFingerprint, "1,15,3,6", "1,2,6,12");
        Assert.Empty(_found);
    }

    [Fact]
    public void A_restart_does_not_begin_the_learning_anew()
    {
        Told(0, Device(0));
        var memory = new KeptMemory();
        _detector.Save(memory);
        var restarted = new DeviceDetector(new DeviceOptions(), new DetectorContext());
        memory.TellTo(restarted);
        var happened = new DeviceEvent { Device = Device(200), Change = DeviceChange.Appeared };
        happened.Stamp(At(200), null, 0);
        restarted.OnEvent(happened, _found);
        Assert.Single(_found);
        Assert.Throws<FormatException>(() => restarted.Recall("other", [1]));
    }

    /// <summary>pcaps/camera-updated.pcap: four days of a camera, its recorders, the resolver and the router.</summary>
    [Theory]
    [InlineData("ac:cc:8e:12:34:56", false)]
    [InlineData("00:50:56:28:00:09", true)]
    public void From_the_wire_a_camera_that_is_on_no_roster_is_told_and_one_that_is_is_not(string managed, bool isTold)
    {
        using var folder = new Capture.TemporaryFolder();
        var roster = folder.Write("roster.csv", System.Text.Encoding.UTF8.GetBytes($"hostname,mac\nknown,{managed}\n"));
        var options = new ReplayOptions { Enrichment = new EnrichmentOptions { Roster = new RosterOptions { File = roster } } };
        var findings = Replay.Run([Path.Combine(Checkout.Folder, "pcaps", "camera-updated.pcap")], options, new MemoryLogs()).Findings;
        Assert.Equal(isTold, findings.Any(finding => finding is { Detector: "device", Source: var source } && source.ToString() == "10.40.0.25" && finding.Title.StartsWith("Unmanaged", StringComparison.Ordinal)));
    }
}
