using NetSensor.Analyzers.RemoteAccess;
using NetSensor.Events;
using NetSensor.Tests.Support;
using NetSensor.Wire;

namespace NetSensor.Tests.Analyzers;

public sealed class RemoteAccessDetectorTests
{
    private static readonly Timestamp Morning = Timestamp.FromUnix(1_790_000_000);

    private readonly Found _found = [];
    private readonly RemoteAccessDetector _detector = New();
    private int _second;

    [Fact]
    public void The_first_use_is_told_and_again_when_work_is_done()
    {
        Ask("relays.net.anydesk.com");
        Connect("relay-1a2b.net.anydesk.com", 443, 5_000);
        for (var i = 0; i < 50; i++) Connect("relay-1a2b.net.anydesk.com", 443, 50_000);
        Assert.Equal([Severity.Low, Severity.Medium], _found.Select(finding => finding.Severity));
        Assert.Equal("10.0.0.5 uses AnyDesk", _found[0].Title);
        Assert.Equal(["T1219"], _found[0].Techniques.Select(technique => technique.Id));
        Assert.Equal(_found[^1].Risk, _found[^1].RiskParts.Sum(part => part.Points));
    }

    [Theory]
    [InlineData("tunnel.us.ngrok.com", 443, "ngrok", "T1219")]
    [InlineData("region1.v2.argotunnel.com", 7844, "Cloudflare Tunnel", "T1219")]
    [InlineData("controlplane.tailscale.com", 443, "Tailscale", "T1219")]
    [InlineData("instance-abcdef-relay.screenconnect.com", 443, "ScreenConnect", "T1219")]
    [InlineData("expyuzz4wqqyqhjn.onion.ly", 443, "a gateway into Tor", "T1090.003")]
    [InlineData(null, 5938, "TeamViewer", "T1219")]
    public void Programs_are_known_by_names_and_ports(string? name, int port, string program, string technique)
    {
        Connect(name, (ushort)port, 2_000);
        Assert.Equal($"10.0.0.5 uses {program}", Assert.Single(_found).Title);
        Assert.Equal(technique, _found[0].Techniques[0].Id);
    }

    [Fact]
    public void Tor_is_known_by_its_certificates_and_by_its_names()
    {
        Connect("www.kq7xv3.com", 9001, 200_000, service: "ssl,tor");
        Assert.Equal(("10.0.0.5 uses Tor", Severity.Medium), (_found[0].Title, _found[0].Severity));
        Ask("expyuzz4wqqyqhjn.onion");
        Assert.Single(_found.Select(finding => finding.Id).Distinct());
    }

    [Fact]
    public void Tor_is_known_in_tls_1_3_by_two_names_that_were_drawn_and_never_looked_up()
    {
        Greet("www.qbzx7vk2mfyd.com", "192.31.196.1", 443);
        Assert.Empty(_found);
        Greet("www.h3tnlr5wcpoa.com", "192.31.196.2", 443);
        Assert.Equal(("10.0.0.5 uses Tor", "T1090.003", Severity.Medium), (Assert.Single(_found).Title, _found[0].Techniques[0].Id, _found[0].Severity));
        Connect("www.h3tnlr5wcpoa.com", 443, 200_000, to: "192.31.196.2");
        Assert.Single(_found); // the bytes add risk, but make it no worse
    }

    [Fact]
    public void One_such_name_is_enough_on_the_port_of_relays()
    {
        Greet("www.qbzx7vk2mfyd.com", "192.31.196.1", 9001);
        Assert.Equal("10.0.0.5 uses Tor", Assert.Single(_found).Title);
    }

    [Fact]
    public void Names_that_were_looked_up_or_that_somebody_chose_are_not_tor()
    {
        string[] drawn = ["www.qbzx7vk2mfyd.com", "www.h3tnlr5wcpoa.com"];
        foreach (var name in drawn) Ask(name);
        foreach (var name in drawn) Greet(name, $"192.31.196.{name[4] % 9}", 9001);
        foreach (var name in (string[])["www.stackoverflow.com", "www.washingtonpost.com", "www.photography.com", "www.xyz.com", "cdn.qbzx7vk2mfyd.com"]) Greet(name, $"192.31.196.{name.Length}", 9001);
        Assert.Empty(_found);
    }

    [Fact]
    public void What_a_name_server_asks_for_others_is_not_its_own()
    {
        Ask("www.example.org", answered: true);
        Ask("relays.net.anydesk.com", from: "10.0.0.1", to: "9.9.9.9", answered: true);
        Assert.Empty(_found);
        Ask("relays.net.anydesk.com", answered: true);
        Assert.Equal("10.0.0.5 uses AnyDesk", Assert.Single(_found).Title);
    }

    [Fact]
    public void What_many_use_weighs_less_and_what_is_permitted_is_silent()
    {
        for (var host = 1; host < 9; host++) Connect("router7.teamviewer.com", 5938, 200_000, from: $"10.0.0.{host}");
        Assert.True(_found.Last(finding => finding.Source.ToString() == "10.0.0.8").Risk < _found.Last(finding => finding.Source.ToString() == "10.0.0.1").Risk);
        var permitting = New(new RemoteAccessOptions { Permitted = ["teamviewer"] });
        _found.Clear();
        Connect("router7.teamviewer.com", 5938, 200_000, detector: permitting);
        Assert.Empty(_found);
    }

    [Fact]
    public void Ordinary_names_inside_servers_and_borrowed_ports_are_left_alone()
    {
        Connect("www.example.com", 443, 500_000);
        Connect("www.notteamviewer.com", 443, 500_000);
        Connect("files.example.com", 7070, 500_000);
        Connect(null, 7070, 500_000, service: "http");
        Connect(null, 5938, 500_000, to: "10.0.0.9");
        Ask("www.example.org");
        Assert.Empty(_found);
    }

    [Fact]
    public void A_restart_tells_nothing_twice()
    {
        Connect("relay-1a2b.net.anydesk.com", 443, 200_000);
        var memory = new KeptMemory();
        _detector.Save(memory);
        Assert.Equal(2, memory.Count); // the use, and since when we watch
        var restarted = New();
        memory.TellTo(restarted);
        _found.Clear();
        Connect("relay-1a2b.net.anydesk.com", 443, 200_000, detector: restarted);
        Assert.Empty(_found);
        Assert.Throws<FormatException>(() => restarted.Recall("x", "no use at all"u8));
    }

    private static RemoteAccessDetector New(RemoteAccessOptions? options = null) => new(options ?? new RemoteAccessOptions(), new DetectorContext());

    private void Connect(string? name, ushort port, long sent, string? service = "ssl", string from = "10.0.0.5", string to = "192.31.196.9", RemoteAccessDetector? detector = null)
    {
        var begin = Morning + TimeSpan.FromSeconds(++_second);
        var told = new FlowEvent
        {
            ConnectionState = "SF",
            History = "ShADadFf",
            Duration = TimeSpan.FromSeconds(1),
            Service = service,
            OriginatorBytes = sent,
            ResponderBytes = sent,
            ResponderPackets = 10,
            DestinationName = name,
        };
        told.Stamp(begin, FlowIdentities.Of(from, to, port, begin), 0);
        (detector ?? _detector).OnEvent(told, _found);
    }

    private void Greet(string name, string to, ushort port)
    {
        var begin = Morning + TimeSpan.FromSeconds(++_second);
        var greeted = new TlsSessionEvent { Start = begin, ServerName = name, History = "Cs", Established = true };
        greeted.Stamp(begin, FlowIdentities.Of("10.0.0.5", to, port, begin), 0);
        _detector.OnEvent(greeted, _found);
    }

    private void Ask(string name, string from = "10.0.0.5", string to = "10.0.0.1", bool answered = false)
    {
        var at = Morning + TimeSpan.FromSeconds(++_second);
        var asked = new DnsTransactionEvent { Begin = at, TransactionId = 1, Query = name, QueryType = 1, SawQuery = true, SawReply = answered };
        asked.Stamp(at, FlowIdentities.Of(from, to, 53, at), 0);
        _detector.OnEvent(asked, _found);
    }
}
