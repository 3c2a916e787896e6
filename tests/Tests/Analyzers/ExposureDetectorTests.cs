using NetSensor.Analyzers.Exposure;
using NetSensor.Events;
using NetSensor.Export;
using NetSensor.Host;
using NetSensor.Tests.Support;
using NetSensor.Wire;

namespace NetSensor.Tests.Analyzers;

/// <summary>What makes hosts easy prey, and what only looks like it.</summary>
public sealed class ExposureDetectorTests
{
    private static readonly Timestamp Noon = Timestamp.FromUnix(1_700_000_000);

    private readonly Found _found = [];
    private readonly ExposureDetector _detector = new(new ExposureOptions(), new DetectorContext());

    private void Happens(SensorEvent happened, string from = "10.0.0.7", string to = "10.0.0.9", ushort port = 21)
    {
        happened.Stamp(Noon, FlowIdentities.Of(from, to, port, Noon), 0);
        _detector.OnEvent(happened, _found);
    }

    private void Offers(HostRole role, params string[] services) => Device(role, "camera", null, services);

    private void Device(HostRole role, string kind, string? system, params string[] services)
    {
        var told = new DeviceEvent
        {
            Device = new Device { Id = "d", Addresses = [IpAddr.Parse("10.0.0.9")], Kind = kind, Role = role, OperatingSystem = system, Services = services, FirstSeen = Noon, LastSeen = Noon },
            Change = DeviceChange.Appeared,
        };
        told.Stamp(Noon, null, 0);
        _detector.OnEvent(told, _found);
    }

    private static ClearTextLoginEvent Login(string user, bool? success = true) =>
        new() { Started = Noon, Service = "ftp", Mechanism = "USER", User = user, PasswordSeen = true, Success = success };

    [Fact]
    public void A_thing_that_offers_telnet_is_told_once()
    {
        Offers(HostRole.Thing, "tcp/23 telnet");
        Offers(HostRole.Thing, "tcp/23 telnet");
        Assert.Equal(Severity.Low, Assert.Single(_found).Severity);
    }

    [Fact]
    public void A_server_may_offer_what_it_likes_and_another_protocol_at_the_port_is_another_thing()
    {
        Offers(HostRole.Server, "tcp/23 telnet", "tcp/5555");
        Offers(HostRole.Thing, "tcp/23 http");
        Assert.Empty(_found);
    }

    [Fact]
    public void Passwords_in_the_clear_are_told_with_the_account_and_more_from_outside()
    {
        Happens(Login("alice"));
        Assert.Equal((Severity.Low, "alice"), (_found[0].Severity, _found[0].Accounts[0]));
        Happens(Login("root"), from: "198.51.100.7");
        Assert.Equal((2, Severity.Medium), (_found.Count, _found[1].Severity));
        Assert.Equal(_found[0].Id, _found[1].Id);
    }

    [Fact]
    public void A_login_that_failed_or_sent_no_password_is_not_told()
    {
        Happens(Login("alice", success: false));
        Happens(new ClearTextLoginEvent { Started = Noon, Service = "ftp", Mechanism = "USER", User = "anonymous", PasswordSeen = false, Success = true });
        Assert.Empty(_found);
    }

    [Fact]
    public void Vnc_without_a_password_is_worse_than_vnc_with_one()
    {
        Happens(new RfbSessionEvent { Started = Noon, Authentication = "VNC", Success = true }, port: 5900);
        Assert.Empty(_found);
        Happens(new RfbSessionEvent { Started = Noon, Authentication = "None", Success = true }, port: 5900);
        Assert.Equal(Severity.Medium, Assert.Single(_found).Severity);
    }

    [Fact]
    public void Smb_1_is_told_and_smb_3_is_not()
    {
        Happens(new SmbNegotiateEvent { Dialect = "SMB 3.1.1", Status = 0 }, port: 445);
        Assert.Empty(_found);
        Happens(new SmbNegotiateEvent { Dialect = "NT LM 0.12", Status = 0 }, port: 445);
        Assert.Contains("SMB 1", Assert.Single(_found).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Windows 7", true)]
    [InlineData("Windows 6.1.7601", true)]
    [InlineData("Windows 10 or later", false)]
    [InlineData("Windows 10.0.19041", false)]
    [InlineData("Linux", false)]
    public void Systems_without_support_are_told(string system, bool isTold)
    {
        Device(HostRole.Client, "workstation", system);
        Assert.Equal(isTold, _found.Count == 1);
    }

    [Fact]
    public void A_door_to_a_shell_weighs_more_than_one_to_a_game()
    {
        Happens(Door(3074));
        Assert.Equal(Severity.Low, Assert.Single(_found).Severity);
        Happens(Door(22));
        Assert.Equal((2, Severity.Medium, "T1133"), (_found.Count, _found[1].Severity, _found[1].Techniques[0].Id));
        Assert.Contains("port 2222 from outside", _found[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Doors_that_hosts_have_the_router_open_are_told_from_the_wire() =>
        Assert.Equal(
            [
                "10.41.0.25: port 554 is open to the outside (Low, 554 → 554)",
                "10.41.0.30: port 22 is open to the outside (Medium, 2222 → 22)",
                "10.41.0.30: port 3389 is open to the outside (High, 40389 → 3389)", // asked for by 10.41.0.66, by UPnP, whose router took another port than was wished
                "10.41.0.31: port 8080 is open to the outside (Low, 8080 → 8080)",
            ],
            FindingsIn("doors-opened").Select(finding => $"{finding.Title} ({finding.Severity}, {finding.Evidence[1].Value} → {finding.Evidence[0].Value})").Order(StringComparer.Ordinal));

    [Fact]
    public void A_door_that_another_host_asked_for_names_both()
    {
        var told = FindingsIn("doors-opened").Single(finding => finding.Title.Contains("3389", StringComparison.Ordinal));
        Assert.Equal(("10.41.0.66", "10.41.0.30", 3389), (told.Source.ToString(), told.Destination!.Value.ToString(), told.DestinationPort));
    }

    [Fact]
    public void Who_only_looks_is_refused_or_takes_a_mapping_back_is_left_alone() => Assert.Empty(FindingsIn("doors-closed"));

    private static PortMappingEvent Door(ushort port) =>
        new() { Protocol = "nat-pmp", Mapped = Transport.Tcp, InternalPort = port, ExternalPort = 2222, Lifetime = TimeSpan.FromHours(2), Result = 0 };

    private static IEnumerable<Detection> FindingsIn(string capture) =>
        Replay.Run([Path.Combine(Checkout.Folder, "pcaps", capture + ".pcap")], new ReplayOptions(), new MemoryLogs()).Findings.Where(finding => finding.Detector == "exposure");
}
