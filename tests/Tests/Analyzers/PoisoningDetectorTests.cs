using NetSensor.Analyzers.Poisoning;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Tests.Analyzers;

public sealed class PoisoningDetectorTests : IDetectionSink
{
    private static readonly MacAddress Router = new(0x001122334455), Intruder = new(0x00AABBCCDDEE), Virtual = new(0x00005E000107);

    private readonly List<Detection> _found = [];
    private readonly PoisoningDetector _detector = new(new PoisoningOptions(), new DetectorContext());

    void IDetectionSink.Report(Detection detection) => _found.Add(detection);

    [Fact]
    public void An_address_that_goes_back_and_forth_is_told_with_its_newcomer()
    {
        Claim("10.0.0.66", Intruder, 0);
        Claim("10.0.0.1", Router, 1);
        for (var round = 0; round < 3; round++)
        {
            Claim("10.0.0.1", Intruder, 10 + 20 * round);
            Claim("10.0.0.1", Router, 20 + 20 * round);
        }
        _detector.OnTick(At(90), this);
        var finding = Assert.Single(_found);
        Assert.Equal(("T1557.002", "10.0.0.66", Severity.Medium), (finding.Techniques[0].Id, finding.Source.ToString(), finding.Severity));
    }

    [Fact]
    public void The_address_of_a_router_weighs_more()
    {
        Lease("10.0.0.1", "10.0.0.1", 0);
        Claim("10.0.0.1", Router, 1);
        for (var round = 0; round < 3; round++)
        {
            Claim("10.0.0.1", Intruder, 10 + 20 * round);
            Claim("10.0.0.1", Router, 20 + 20 * round);
        }
        _detector.OnTick(At(90), this);
        Assert.Equal(Severity.High, Assert.Single(_found).Severity);
    }

    [Fact]
    public void A_lease_that_moves_and_a_virtual_router_are_everyday()
    {
        Claim("10.0.0.9", Intruder, 0);
        Claim("10.0.0.9", Router, 100);
        for (var round = 0; round < 5; round++)
        {
            Claim("10.0.0.1", Virtual, 10 * round);
            Claim("10.0.0.1", Router, 5 + 10 * round);
        }
        _detector.OnTick(At(200), this);
        Assert.Empty(_found);
    }

    [Fact]
    public void Who_answers_to_many_names_is_told_and_who_answers_to_its_own_is_not()
    {
        foreach (var name in (string[])["alice-pc", "alice-pc.local"]) Answer("10.0.0.5", name, 0);
        foreach (var name in (string[])["fileserv", "printsrv", "wpad", "intarnet"]) Answer("10.0.0.66", name, 10);
        _detector.OnTick(At(60), this);
        var finding = Assert.Single(_found);
        Assert.Equal(("10.0.0.66", "T1557.001", Severity.Medium), (finding.Source.ToString(), finding.Techniques[0].Id, finding.Severity));
        Assert.Contains("wpad", finding.Reason);
    }

    [Fact]
    public void A_second_server_of_leases_that_names_itself_is_told_and_a_partner_hardly()
    {
        Lease("10.0.0.1", "10.0.0.1", 0);
        Lease("10.0.0.2", "10.0.0.1", 3600);
        Lease("10.0.0.66", "10.0.0.66", 3700);
        _detector.OnTick(At(3800), this);
        Assert.Equal([("10.0.0.2", Severity.Low), ("10.0.0.66", Severity.High)], _found.Select(finding => (finding.Source.ToString(), finding.Severity)));
        Assert.All(_found, finding => Assert.Equal("T1557.003", finding.Techniques[0].Id));
    }

    [Fact]
    public void A_second_router_with_other_prefixes_is_told()
    {
        Announce("fe80::1", "2001:db8::/64", 0);
        Announce("fe80::1", "2001:db8::/64", 4000);
        _detector.OnTick(At(4001), this);
        Assert.Empty(_found);
        Announce("fe80::66", "2001:db8:66::/64", 4100);
        _detector.OnTick(At(4200), this);
        Assert.Equal("T1557", Assert.Single(_found).Techniques[0].Id);
    }

    [Fact]
    public void Known_servers_are_known_after_a_restart()
    {
        Lease("10.0.0.1", "10.0.0.1", 0);
        var memory = new LateralStories.Memory();
        _detector.Save(memory);
        var next = new PoisoningDetector(new PoisoningOptions(), new DetectorContext());
        foreach (var (key, value) in memory.Kept) next.Recall(key, value);
        Lease("10.0.0.66", "10.0.0.66", 86_400, next);
        next.OnTick(At(86_460), this);
        Assert.Equal("10.0.0.66", Assert.Single(_found).Source.ToString());
    }

    private void Claim(string address, MacAddress mac, double second) =>
        Emit(new ArpEvent { Kind = ArpKind.Reply, SenderAddress = IpAddr.Parse(address), SenderMac = mac, TargetAddress = IpAddr.Parse("10.0.0.5"), FrameMac = mac }, null, second, _detector);

    private void Answer(string host, string name, double second) =>
        Emit(new DnsTransactionEvent { Begin = At(second), TransactionId = 1, Query = name, SawReply = true, Addresses = [new DnsAddress(name, IpAddr.Parse(host), TimeSpan.FromSeconds(30))] },
            FlowIdentities.Of(host, "10.0.0.7", 5355, At(second)), second, _detector);

    private void Lease(string server, string router, double second, PoisoningDetector? detector = null) => Emit(new DhcpMessageEvent
    {
        Direction = Direction.FromResponder, FromClient = false, Operation = 2, MessageType = 5, TransactionId = 1, ClientHardware = "00:00:00:00:00:01",
        AssignedAddress = IpAddr.Parse("10.0.0.77"), ServerIdentifier = IpAddr.Parse(server), Routers = [IpAddr.Parse(router)], NameServers = [IpAddr.Parse(router)],
    }, FlowIdentities.Of("10.0.0.77", server, 67, At(second)), second, detector ?? _detector);

    private void Announce(string router, string prefix, double second) =>
        Emit(new NeighbourEvent { Type = 134, Sender = IpAddr.Parse(router), RouterLifetime = TimeSpan.FromMinutes(30), Prefixes = [prefix] }, null, second, _detector);

    private void Emit(SensorEvent happened, FlowIdentity? flow, double second, PoisoningDetector detector)
    {
        happened.Stamp(At(second), flow, 0);
        detector.OnEvent(happened, this);
    }

    private static Timestamp At(double seconds) => Timestamp.FromSeconds(1_700_000_000 + seconds);
}
