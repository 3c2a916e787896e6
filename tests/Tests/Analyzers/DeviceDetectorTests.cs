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

    [Fact]
    public void In_the_time_of_learning_nothing_is_new()
    {
        Told(0, Device(0));
        Told(100, Device(100));
        Assert.Empty(_found);
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
