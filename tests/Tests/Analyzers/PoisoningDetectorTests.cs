using NetSensor.Analyzers.Poisoning;
using NetSensor.Events;
using NetSensor.Tests.Support;
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
    public void Who_answers_to_many_names_over_multicast_dns_is_told_and_a_host_that_numbers_its_own_is_not()
    {
        for (var number = 2; number < 9; number++) Answer("10.0.0.5", $"macbook-{number}.local", 0, 5353);
        foreach (var name in (string[])["fileserv.local", "printsrv.local", "wpad.local", "intarnet.local"]) Answer("10.0.0.66", name, 10, 5353);
        _detector.OnTick(At(60), this);
        Assert.Equal("10.0.0.66", Assert.Single(_found).Source.ToString());
    }

    [Fact]
    public void Who_gives_addresses_of_a_protocol_that_nobody_routes_and_names_itself_is_told_and_the_more_when_it_answers_to_wpad()
    {
        Lease6("fe80::66", "fe80::66", "fe80::1234", 0);
        _detector.OnTick(At(60), this);
        Assert.Equal(("T1557.003", Severity.High, 70), (_found[0].Techniques[0].Id, _found[0].Severity, _found[0].Risk));
        Emit(new DnsTransactionEvent { Begin = At(70), TransactionId = 1, Query = "wpad.corp.example", SawReply = true, Addresses = [new DnsAddress("wpad.corp.example", IpAddr.Parse("10.0.0.66"), TimeSpan.FromSeconds(60))] },
            FlowIdentities.Of("fe80::1234", "fe80::66", 53, At(70)), 70, _detector);
        _detector.OnTick(At(120), this);
        Assert.Single(_found); // the same story, no worse class
    }

    [Fact]
    public void A_server_of_leases_where_no_router_spoke_for_half_an_hour_is_told_and_at_the_start_it_is_not()
    {
        Lease6("fe80::2", "2001:db8::53", "2001:db8::101", 0);
        Lease6("fe80::2", "2001:db8::53", "2001:db8::102", 600);
        _detector.OnTick(At(660), this);
        Assert.Empty(_found);
        Lease6("fe80::2", "2001:db8::53", "2001:db8::103", 2400);
        _detector.OnTick(At(2460), this);
        Assert.Equal(Severity.Medium, Assert.Single(_found).Severity);
    }

    [Fact]
    public void A_router_that_gives_addresses_and_a_server_of_leases_beside_it_are_everyday()
    {
        Announce("fe80::1", "2001:db8::/64", 0);
        Lease6("fe80::1", "fe80::1", "2001:db8::100", 10);
        Lease6("fe80::2", "2001:db8::53", "2001:db8::101", 20);
        _detector.OnTick(At(60), this);
        Assert.Empty(_found);
    }

    [Fact]
    public void A_first_router_where_hosts_looked_in_vain_is_told_when_it_names_itself()
    {
        Emit(new NeighbourEvent { Type = 133, Sender = IpAddr.Parse("fe80::5") }, null, 0, _detector);
        Announce("fe80::66", "2001:db8:66::/64", 4000, "fe80::66");
        _detector.OnTick(At(4060), this);
        Assert.Equal(("T1557", Severity.Medium), (Assert.Single(_found).Techniques[0].Id, _found[0].Severity));
    }

    [Fact]
    public void IPv6_that_is_switched_on_is_no_attack()
    {
        Emit(new NeighbourEvent { Type = 133, Sender = IpAddr.Parse("fe80::5") }, null, 0, _detector);
        Announce("fe80::1", "2001:db8::/64", 4000, "2001:db8::53");
        _detector.OnTick(At(4060), this);
        Assert.Empty(_found);
    }

    [Fact]
    public void Known_servers_are_known_after_a_restart()
    {
        Lease("10.0.0.1", "10.0.0.1", 0);
        var memory = new KeptMemory();
        _detector.Save(memory);
        var next = new PoisoningDetector(new PoisoningOptions(), new DetectorContext());
        memory.TellTo(next);
        Lease("10.0.0.66", "10.0.0.66", 86_400, next);
        next.OnTick(At(86_460), this);
        Assert.Equal("10.0.0.66", Assert.Single(_found).Source.ToString());
    }

    /// <summary>Each way in steps, which alone tell nothing.</summary>
    private static readonly Action<PoisoningDetectorTests, PoisoningDetector>[] Steps =
    [
        (network, detector) => network.Claim("10.0.0.66", Intruder, 0, detector),
        (network, detector) => network.Claim("10.0.0.1", Router, 1, detector),
        (network, detector) => network.Claim("10.0.0.1", Intruder, 10, detector),
        (network, detector) => network.Claim("10.0.0.1", Router, 20, detector),
        (network, detector) => network.Claim("10.0.0.1", Intruder, 30, detector),
        (network, detector) => network.Claim("10.0.0.1", Router, 40, detector),
        (network, detector) => network.Claim("10.0.0.1", Intruder, 50, detector),
        (network, detector) => detector.OnTick(At(60), network),
        (network, detector) => network.Answer("10.0.0.66", "files", 100, detector: detector),
        (network, detector) => network.Answer("10.0.0.66", "wpad", 110, detector: detector),
        (network, detector) => network.Answer("10.0.0.66", "print", 120, detector: detector),
        (network, detector) => network.Answer("10.0.0.66", "intranet", 130, detector: detector),
        (network, detector) => detector.OnTick(At(180), network),
        (network, detector) => network.Lease6("fe80::66", "fe80::66", "2001:db8::5", 200, detector),
        (network, detector) => detector.OnTick(At(240), network),
        (network, detector) => network.Emit(new NeighbourEvent { Type = 133, Sender = IpAddr.Parse("fe80::5") }, null, 300, detector),
        (network, detector) => network.Announce("fe80::77", "2001:db8:66::/64", 4000, "fe80::77", detector),
        (network, detector) => detector.OnTick(At(4020), network),
        (network, detector) => network.Answer("10.0.0.66", "mail", 4030, detector: detector),
        (network, detector) => network.Claim("10.0.0.1", Router, 4040, detector),
        (network, detector) => detector.OnTick(At(4080), network),
    ];

    /// <summary>Not those before a tick: a run ends with one, which tells what waits.</summary>
    public static TheoryData<int> EveryStep => [.. Enumerable.Range(1, Steps.Length - 1).Except([7, 12, 14, 17, 20])];

    [Theory]
    [MemberData(nameof(EveryStep))]
    public void A_restart_at_any_step_changes_nothing(int step)
    {
        foreach (var happens in Steps) happens(this, _detector);
        var whole = _found.Select(Text).ToArray();
        Assert.Equal(["T1557.002", "T1557.001", "T1557.003", "T1557"], _found.Select(finding => finding.Techniques[0].Id));
        _found.Clear();
        var running = new PoisoningDetector(new PoisoningOptions(), new DetectorContext());
        for (var number = 0; number < Steps.Length; number++)
        {
            if (number == step) running = Restarted(running);
            Steps[number](this, running);
        }
        Assert.Equal(whole, _found.Select(Text));
    }

    [Theory]
    [InlineData("address 10.0.0.1", "{}")]
    [InlineData("hardware nobody", "{}")]
    [InlineData("network dhcp -1 10.0.0", "{}")]
    [InlineData("something", "else")]
    public void What_somebody_else_kept_is_refused(string key, string value) => Assert.Throws<FormatException>(() => _detector.Recall(key, System.Text.Encoding.UTF8.GetBytes(value)));

    private static PoisoningDetector Restarted(PoisoningDetector before)
    {
        var memory = new KeptMemory();
        before.Save(memory);
        var after = new PoisoningDetector(new PoisoningOptions(), new DetectorContext());
        memory.TellTo(after);
        return after;
    }

    private static string Text(Detection finding) => $"{finding.Id} {finding.Time} {finding.Title} {finding.Reason} {finding.Severity} {finding.Risk} {finding.Count}";

    private void Claim(string address, MacAddress mac, double second, PoisoningDetector? detector = null) =>
        Emit(new ArpEvent { Kind = ArpKind.Reply, SenderAddress = IpAddr.Parse(address), SenderMac = mac, TargetAddress = IpAddr.Parse("10.0.0.5"), FrameMac = mac }, null, second, detector ?? _detector);

    private void Answer(string host, string name, double second, ushort port = 5355, PoisoningDetector? detector = null) =>
        Emit(new DnsTransactionEvent { Begin = At(second), TransactionId = 1, Query = name, SawReply = true, Addresses = [new DnsAddress(name, IpAddr.Parse(host), TimeSpan.FromSeconds(30))] },
            FlowIdentities.Of(host, "10.0.0.7", port, At(second)), second, detector ?? _detector);

    private void Lease(string server, string router, double second, PoisoningDetector? detector = null) => Emit(new DhcpMessageEvent
    {
        Direction = Direction.FromResponder, FromClient = false, Operation = 2, MessageType = 5, TransactionId = 1, ClientHardware = "00:00:00:00:00:01",
        AssignedAddress = IpAddr.Parse("10.0.0.77"), ServerIdentifier = IpAddr.Parse(server), Routers = [IpAddr.Parse(router)], NameServers = [IpAddr.Parse(router)],
    }, FlowIdentities.Of("10.0.0.77", server, 67, At(second)), second, detector ?? _detector);

    private void Lease6(string server, string nameServer, string given, double second, PoisoningDetector? detector = null) => Emit(new Dhcp6MessageEvent
    {
        MessageType = 2, TransactionId = 1, Sender = IpAddr.Parse(server), Receiver = IpAddr.Parse("fe80::5"), Client = IpAddr.Parse("fe80::5"),
        NameServers = [IpAddr.Parse(nameServer)], Addresses = [(IpAddr.Parse(given), TimeSpan.FromMinutes(5))],
    }, null, second, detector ?? _detector);

    private void Announce(string router, string prefix, double second, string? nameServer = null, PoisoningDetector? detector = null) =>
        Emit(new NeighbourEvent { Type = 134, Sender = IpAddr.Parse(router), RouterLifetime = TimeSpan.FromMinutes(30), Prefixes = [prefix], NameServers = nameServer is null ? null : [IpAddr.Parse(nameServer)] }, null, second, detector ?? _detector);

    private void Emit(SensorEvent happened, FlowIdentity? flow, double second, PoisoningDetector detector)
    {
        happened.Stamp(At(second), flow, 0);
        detector.OnEvent(happened, this);
    }

    private static Timestamp At(double seconds) => Timestamp.FromSeconds(1_700_000_000 + seconds);
}
