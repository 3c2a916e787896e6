using NetSensor.Analyzers.ThingHabits;
using NetSensor.Events;
using NetSensor.Export;
using NetSensor.Host;
using NetSensor.Tests.Support;
using NetSensor.Wire;

namespace NetSensor.Tests.Analyzers;

/// <summary>Things that leave their habits, and those that only live on.</summary>
public sealed class ThingHabitDetectorTests
{
    private const string Camera = "10.0.0.60", Printer = "10.0.0.61", Recorder = "10.0.0.9";

    private readonly Found _found = [];
    private ThingHabitDetector _detector = New();

    private static ThingHabitDetector New() =>
        new(new ThingHabitOptions(), new DetectorContext { Hosts = new Roles((Camera, HostRole.Thing), (Printer, HostRole.Thing), ("10.0.0.50", HostRole.Client)) });

    [Fact]
    public void A_camera_that_opens_shells_inside_is_told_as_high()
    {
        LearnDays(4);
        foreach (var neighbour in new[] { 31, 32, 33, 34, 35, 36 }) Tell(Contacts.Out(Camera, $"10.0.0.{neighbour}", null, Days(4) + TimeSpan.FromMinutes(neighbour), port: 22, service: "ssh"));
        Assert.Equal((Severity.High, "T1021.004"), (_found.Worst, _found[^1].Techniques[0].Id));
        Assert.Contains("tcp/22 ssh inside", _found[^1].Title, StringComparison.Ordinal);
        Assert.Single(_found.Select(finding => finding.Id).Distinct());
    }

    [Fact]
    public void What_nobody_answers_weighs_less()
    {
        LearnDays(4);
        var tried = Contacts.In(Camera, "10.0.0.31", null!, Days(4), 22, state: "REJ");
        Tell(tried);
        Assert.Empty(_found); // 25: somebody may have scanned for a recorder
    }

    [Fact]
    public void An_upload_to_a_country_and_port_that_are_new_is_told()
    {
        LearnDays(4);
        Tell(Contacts.Out(Camera, "5.1.1.1", "VN", Days(4), bytesOut: 20_000_000, port: 4443, service: null));
        var finding = Assert.Single(_found);
        Assert.Equal((Severity.High, "VN", 4443), (finding.Severity, finding.DestinationCountry, finding.DestinationPort));
        Assert.Equal(["country", "destination", "port", "upload", "volume"], finding.RiskParts.Select(part => part.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_new_address_of_the_cloud_that_it_knows_is_left_alone_in_any_country()
    {
        LearnDays(4);
        Tell(Contacts.Out(Camera, "5.1.1.1", "VN", Days(4), bytesOut: 2_000_000, name: "eu2.camera-cloud.example"));
        Assert.Empty(_found);
    }

    [Theory]
    [InlineData("fw.axis.com")]
    [InlineData("d1234.cloudfront.net")]
    [InlineData("updates.other-vendor.example")]
    public void New_firmware_is_left_alone(string name)
    {
        LearnDays(4);
        Tell(Contacts.Out(Camera, "5.1.1.1", "SE", Days(4), bytesIn: 80_000_000, name: name));
        Assert.Empty(_found);
    }

    [Fact]
    public void A_new_recorder_that_comes_to_it_is_left_alone()
    {
        LearnDays(4);
        Tell(Contacts.Out("10.0.0.10", Camera, null, Days(4), port: 554, service: "rtsp"));
        Assert.Empty(_found);
    }

    [Fact]
    public void A_printer_that_files_what_it_scanned_is_left_alone()
    {
        LearnDays(4);
        Tell(Contacts.Out(Printer, "10.0.0.5", null, Days(4), bytesOut: 3_000_000, port: 445, service: "smb"));
        Assert.Empty(_found);
    }

    [Fact]
    public void In_the_time_of_learning_nothing_is_told()
    {
        LearnDays(2);
        Tell(Contacts.Out(Camera, "10.0.0.31", null, Days(2), port: 22));
        Tell(Contacts.Out(Camera, "5.1.1.1", "VN", Days(2), bytesOut: 20_000_000, port: 4443));
        Assert.Empty(_found);
    }

    [Fact]
    public void A_workstation_may_do_all_that()
    {
        LearnDays(4);
        Tell(Contacts.Out("10.0.0.50", "10.0.0.31", null, Days(4), port: 22));
        Assert.Empty(_found);
    }

    [Fact]
    public void Who_always_goes_to_new_places_is_not_told_of_another_one()
    {
        Meet(Camera, "camera", "Axis Communications AB");
        for (var hour = 0; hour < 24 * 5; hour++) Tell(Contacts.Out(Camera, $"7.0.{hour}.1", "US", TimeSpan.FromHours(hour), name: $"site{hour}.example"));
        Tell(Contacts.Out(Camera, "5.1.1.1", null, Days(5), name: "another.example", bytesOut: 400_000));
        Assert.Empty(_found);
    }

    [Fact]
    public void What_becomes_worse_is_told_again_under_the_same_id()
    {
        LearnDays(4);
        Tell(Contacts.Out(Camera, "10.0.0.31", null, Days(4), port: 22, service: "ssh"));
        Tell(Contacts.Out(Camera, "10.0.0.31", null, Days(4.001), port: 22, service: "ssh"));
        Assert.Equal(Severity.Medium, Assert.Single(_found).Severity);
        Tell(Contacts.Out(Camera, "5.1.1.1", "VN", Days(4.01), bytesOut: 20_000_000, port: 4443, service: null));
        Assert.Equal((2, Severity.High, 2), (_found.Count, _found[^1].Severity, _found[^1].Count));
        Assert.Equal(_found[0].Id, _found[1].Id);
    }

    [Fact]
    public void What_was_learnt_lasts_over_a_restart()
    {
        LearnDays(4);
        var memory = new KeptMemory();
        ((ILearner)_detector).Save(memory);
        _detector = New();
        memory.TellTo(_detector);
        Tell(Contacts.Out(Camera, "9.9.9.9", "SE", Days(4), name: "eu.camera-cloud.example"));
        Assert.Empty(_found);
        Tell(Contacts.Out(Camera, "10.0.0.31", null, Days(4), port: 445, service: "smb"));
        Assert.Single(_found);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("no json")]
    [InlineData("{\"since\":1,\"awake\":[1,2],\"largest_hour\":1,\"addresses\":[\"nowhere\"],\"habits\":[]}")]
    public void What_somebody_else_kept_is_refused(string value) =>
        Assert.Throws<FormatException>(() => ((ILearner)_detector).Recall("d", System.Text.Encoding.UTF8.GetBytes(value)));

    [Fact]
    public void A_camera_in_a_strangers_hands_is_told_from_the_wire()
    {
        var finding = Assert.Single(FindingsIn("camera-taken"), finding => finding.Detector == "thing-habit");
        Assert.Equal((Severity.High, "10.40.0.25"), (finding.Severity, finding.Source.ToString()));
        Assert.Equal(["T1021.002", "T1021.004", "T1046", "T1048"], finding.Techniques.Select(technique => technique.Id).Order(StringComparer.Ordinal));
        Assert.Contains(finding.Steps, step => step.Contains("192.31.196.99", StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_camera_that_gets_new_firmware_and_another_cloud_is_left_alone() =>
        Assert.All(FindingsIn("camera-updated"), finding => Assert.True(finding.Severity <= Severity.Low && finding.Detector != "thing-habit", finding.Title));

    [Fact]
    public void Habits_that_make_room_are_counted()
    {
        Meet(Camera, "camera", "Axis Communications AB");
        for (var site = 0; site < 300; site++) Tell(Contacts.Out(Camera, "9.9.9.9", "SE", TimeSpan.FromSeconds(site), name: $"www.site{site}.example"));
        Assert.InRange(_detector.Evictions, 44, 50); // of 300 domains, a service and a country 256 have room
    }

    /// <summary>A camera that reports to its cloud and a printer that everybody prints on.</summary>
    private void LearnDays(int days)
    {
        Meet(Camera, "camera", "Axis Communications AB");
        Meet(Printer, "printer", "HP Inc.");
        for (var minute = 0; minute < days * 24 * 60; minute += 20)
        {
            var at = TimeSpan.FromMinutes(minute);
            Tell(Contacts.Out(Camera, $"9.9.9.{minute % 9}", "SE", at, name: "eu.camera-cloud.example"));
            Tell(Contacts.Out(Recorder, Camera, null, at, port: 554, service: "rtsp"));
            Tell(Contacts.Out($"10.0.0.{100 + minute % 50}", Printer, null, at, port: 9100, service: null));
        }
        Assert.Empty(_found);
    }

    private void Meet(string address, string kind, string vendor)
    {
        var device = new Device
        {
            Id = address, Addresses = [IpAddr.Parse(address)], Kind = kind, KindConfidence = 80, Vendor = vendor, Role = HostRole.Thing, FirstSeen = Contacts.Start, LastSeen = Contacts.Start,
        };
        var told = new DeviceEvent { Device = device, Change = DeviceChange.Appeared };
        told.Stamp(Contacts.Start, null, 0);
        _detector.OnEvent(told, _found);
    }

    private void Tell(FlowEvent told)
    {
        _detector.OnEvent(told, _found);
        _detector.OnTick(told.Time, _found);
    }

    private static TimeSpan Days(double days) => TimeSpan.FromDays(days);

    private static IReadOnlyList<Detection> FindingsIn(string capture) =>
        Replay.Run([Path.Combine(Checkout.Folder, "pcaps", capture + ".pcap")], new ReplayOptions(), new MemoryLogs()).Findings;
}
