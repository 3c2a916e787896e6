using NetSensor.Enrichment;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Tests.Enrichment;

/// <summary>What a machine asked over one version of IP names what it does over the other.</summary>
public sealed class HardwareClientsTests
{
    private static readonly Timestamp Noon = Timestamp.FromUnix(1_700_000_000);
    private static readonly MacAddress Laptop = new(0x0017_8801_0203);
    private static readonly IpAddr Over4 = IpAddr.Parse("10.0.0.1");
    private static readonly IpAddr Over6 = IpAddr.Parse("fd00::1");
    private static readonly IpAddr Server = IpAddr.Parse("192.0.2.1");

    private readonly FlowNamer _namer = new(new DnsNames(new DnsNamesOptions()), new HardwareClients(100));

    private static FlowIdentity Flow(IpAddr from, IpAddr to, ushort port, MacAddress hardware) => new()
    {
        Uid = "CTest", Start = Noon, Originator = from, Responder = to, OriginatorPort = 40000, ResponderPort = port, Transport = Transport.Udp,
        Protocol = IpProtocol.Udp, CommunityId = "1:test", Order = 1, OriginatorMac = hardware,
    };

    private void Asks(IpAddr client, string name, IpAddr answer)
    {
        var answered = new DnsTransactionEvent
        {
            Begin = Noon, TransactionId = 1, Query = name, SawQuery = true, SawReply = true, Addresses = [new DnsAddress(name, answer, TimeSpan.FromMinutes(1))],
        };
        answered.Stamp(Noon, Flow(client, IpAddr.Parse("fd00::53"), 53, Laptop), 0);
        _namer.Emit(answered);
    }

    private string? NameOfFlow(IpAddr from, IpAddr to, MacAddress hardware)
    {
        var ended = new FlowEvent { ConnectionState = "SF", History = "Dd" };
        ended.Stamp(Noon + TimeSpan.FromSeconds(5), Flow(from, to, 443, hardware), 0);
        _namer.Emit(ended);
        return ended.DestinationName;
    }

    [Fact]
    public void A_query_over_IPv6_names_the_machines_flows_over_IPv4()
    {
        Asks(Over6, "www.example.com", Server);
        Assert.Equal("www.example.com", NameOfFlow(Over4, Server, Laptop));
    }

    [Fact]
    public void A_query_over_IPv4_names_the_machines_flows_over_IPv6()
    {
        var server = IpAddr.Parse("2001:db8::1");
        Asks(Over4, "www.example.com", server);
        Assert.Equal("www.example.com", NameOfFlow(Over6, server, Laptop));
    }

    [Fact]
    public void Another_machine_knows_nothing_of_it()
    {
        Asks(Over6, "www.example.com", Server);
        Assert.Null(NameOfFlow(Over4, Server, new MacAddress(0x0017_8801_0204)));
        Assert.Null(NameOfFlow(Over4, Server, default));
    }

    [Fact]
    public void A_router_speaks_for_nobody()
    {
        Asks(Over6, "www.example.com", Server);
        NameOfFlow(IpAddr.Parse("10.0.0.7"), IpAddr.Parse("192.0.2.9"), Laptop);
        Assert.Null(NameOfFlow(Over4, Server, Laptop));
    }

    [Fact]
    public void A_full_table_forgets_the_oldest_and_counts_it()
    {
        var clients = new HardwareClients(2);
        for (ulong hardware = 2; hardware < 10; hardware += 2) clients.Note(new MacAddress(hardware), Over4);
        Assert.Equal(2, clients.Evictions);
        Assert.True(clients.Of(new MacAddress(2)).IsEmpty);
        Assert.Equal([Over4], clients.Of(new MacAddress(8)).ToArray());
    }

    [Fact]
    public void The_first_to_come_is_the_first_to_go_even_when_it_was_noted_again()
    {
        var clients = new HardwareClients(3);
        var (first, second, third, fourth) = (new MacAddress(2), new MacAddress(4), new MacAddress(6), new MacAddress(8));
        foreach (var hardware in new[] { first, second, first, third, fourth }) clients.Note(hardware, Over4);
        Assert.Equal(1, clients.Evictions);
        Assert.True(clients.Of(first).IsEmpty);
        foreach (var hardware in new[] { second, third, fourth }) Assert.Equal([Over4], clients.Of(hardware).ToArray());
    }
}
