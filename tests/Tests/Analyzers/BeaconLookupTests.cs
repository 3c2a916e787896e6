using NetSensor.Analyzers.Beaconing;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Tests.Analyzers;

/// <summary>Implants that speak over the DNS: questions at a rhythm, to which no connection follows.</summary>
public sealed class BeaconLookupTests
{
    private const string Client = "10.0.0.5", NameServer = "10.0.0.1", Upstream = "9.9.9.9";

    private readonly Found _found = [];
    private readonly BeaconDetector _detector = new(new BeaconOptions(), new DetectorContext());

    [Fact]
    public void Ever_new_names_below_one_domain_at_a_rhythm_are_a_beacon()
    {
        for (var i = 0; i < 20; i++) Ask(Client, $"{i * 7919:x8}.ns.example.com", 60 * i);
        Judge(1_200);
        var finding = Assert.Single(_found);
        Assert.Equal("10.0.0.5 asks for names below example.com every 60 s and connects to none", finding.Title);
        Assert.Equal(("example.com", "T1071.004", 20.0), (finding.DestinationName, finding.Techniques[0].Id, _found.Number("check_ins")));
    }

    [Fact]
    public void The_same_name_again_and_again_is_one_too()
    {
        for (var i = 0; i < 20; i++) Ask(Client, "c.example.com", 60 * i);
        Judge(1_200);
        Assert.Single(_found);
    }

    [Fact]
    public void Who_connects_to_what_it_asks_for_is_no_beacon_over_dns()
    {
        for (var i = 0; i < 20; i++) Ask(Client, "api.example.com", 60 * i);
        Connect(Client, "www.example.com", 1_190);
        Judge(1_200);
        Assert.Empty(_found);
    }

    [Fact]
    public void A_name_server_asks_for_others()
    {
        for (var i = 0; i < 20; i++)
        {
            Ask(NameServer, "c.example.com", 60 * i, to: Upstream);
            Ask(Client, "c.example.com", 60 * i + 0.1);
        }
        Judge(1_200);
        Assert.Equal(Client, Assert.Single(_found).Source.ToString());
    }

    [Fact]
    public void Who_asks_for_hundreds_of_domains_and_goes_nowhere_asks_for_others()
    {
        for (var i = 0; i < 20; i++)
            for (var domain = 0; domain < 50; domain++) Ask(NameServer, $"www.site{domain}.com", 60 * i + domain * 0.3, to: Upstream);
        Judge(1_200);
        Assert.Empty(_found);
    }

    [Theory]
    [InlineData("_ldap._tcp.dc._msdcs.contoso.com", 0, "198.51.100.7")]
    [InlineData("7.0.0.10.in-addr.arpa", 0, "198.51.100.7")]
    [InlineData("dc01.contoso.com", 0, "10.0.0.2")]
    [InlineData("wpad.contoso.com", 3, null)]
    public void What_is_asked_without_a_connection_by_design_is_left_alone(string name, int code, string? address)
    {
        for (var i = 0; i < 20; i++) Ask(Client, name, 60 * i, code: code, address: address);
        Judge(1_200);
        Assert.Empty(_found);
    }

    private void Ask(string client, string name, double second, string to = NameServer, int code = 0, string? address = "198.51.100.7")
    {
        var asked = new DnsTransactionEvent { Begin = At(second), TransactionId = 1, Query = name, QueryType = 1, SawQuery = true, SawReply = true, ResponseCode = code };
        if (address is not null) (asked.Answers, asked.Addresses) = ([address], [new DnsAddress(name, IpAddr.Parse(address), TimeSpan.FromSeconds(5))]);
        asked.Stamp(At(second), FlowIdentities.Of(client, to, 53, At(second), Transport.Udp), 0);
        _detector.OnEvent(asked, _found);
    }

    private void Connect(string client, string name, double second)
    {
        var ended = new FlowEvent { ConnectionState = "SF", History = "ShADadfF", OriginatorBytes = 512, ResponderBytes = 2048, DestinationName = name };
        ended.Stamp(At(second + 1), FlowIdentities.Of(client, "198.51.100.7", 443, At(second)), 0);
        _detector.OnEvent(ended, _found);
    }

    private void Judge(double second) => _detector.OnTick(At(second), _found);

    private static Timestamp At(double second) => Timestamp.FromSeconds(1_700_000_000 + second);
}
