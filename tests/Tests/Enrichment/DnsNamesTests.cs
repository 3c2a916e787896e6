using NetSensor.Enrichment;
using NetSensor.Events;
using NetSensor.Tests.Support;
using NetSensor.Wire;

namespace NetSensor.Tests.Enrichment;

public sealed class DnsNamesTests
{
    private static readonly Timestamp Noon = Timestamp.FromUnix(1_700_000_000);
    private static readonly IpAddr Client = IpAddr.Parse("10.0.0.1");
    private static readonly IpAddr Server = IpAddr.Parse("192.0.2.1");

    private static Timestamp After(int seconds) => Noon + TimeSpan.FromSeconds(seconds);

    private static FlowIdentity Flow(IpAddr from, IpAddr to, ushort port, Timestamp start) => new()
    {
        Uid = "CTest",
        Start = start,
        Originator = from,
        Responder = to,
        OriginatorPort = 40000,
        ResponderPort = port,
        Transport = Transport.Udp,
        Protocol = IpProtocol.Udp,
        CommunityId = "1:test",
        Order = 1,
    };

    private static DnsTransactionEvent Answer(
        string query, Timestamp at, IpAddr client, ushort port = 53, string? owner = null, int timeToLive = 60, params IpAddr[] addresses)
    {
        var answered = new DnsTransactionEvent
        {
            Begin = at - TimeSpan.FromMilliseconds(20),
            TransactionId = 1,
            Query = query,
            SawQuery = true,
            SawReply = true,
            Addresses = [.. addresses.Select(a => new DnsAddress(owner ?? query, a, TimeSpan.FromSeconds(timeToLive)))],
        };
        answered.Stamp(at, Flow(client, IpAddr.Parse("10.0.0.53"), port, at), 0);
        return answered;
    }

    private static FlowEvent FlowEnds(Timestamp start, string? ownName = null)
    {
        var ended = new FlowEvent
        {
            ConnectionState = "SF", History = "ShADadfF", DestinationName = ownName, DestinationNameSource = ownName is null ? null : "sni",
        };
        ended.Stamp(start + TimeSpan.FromHours(1), Flow(Client, Server, 443, start), 0);
        return ended;
    }

    [Fact]
    public void An_address_has_the_name_that_the_client_asked_for_whatever_the_aliases()
    {
        var names = new DnsNames(new DnsNamesOptions());
        names.Learn(Answer("www.example.com", After(0), Client, owner: "cdn.example.net", addresses: Server));
        Assert.True(names.TryFind(Client, Server, After(1), out var name));
        Assert.Equal("www.example.com", name);
    }

    [Fact]
    public void Another_client_knows_nothing_of_it()
    {
        var names = new DnsNames(new DnsNamesOptions());
        names.Learn(Answer("www.example.com", After(0), Client, addresses: Server));
        Assert.False(names.TryFind(IpAddr.Parse("10.0.0.2"), Server, After(1), out _));
    }

    [Fact]
    public void A_flow_has_the_name_that_was_asked_before_it_began()
    {
        var names = new DnsNames(new DnsNamesOptions());
        names.Learn(Answer("a.example.com", After(10), Client, addresses: Server));
        names.Learn(Answer("b.example.com", After(20), Client, addresses: Server));
        Assert.False(names.TryFind(Client, Server, After(9), out _));
        Assert.True(names.TryFind(Client, Server, After(15), out var name));
        Assert.Equal("a.example.com", name);
        Assert.True(names.TryFind(Client, Server, After(25), out name));
        Assert.Equal("b.example.com", name);
    }

    [Fact]
    public void Names_are_forgotten_when_nobody_used_them_for_long()
    {
        var names = new DnsNames(new DnsNamesOptions { IdleAfter = TimeSpan.FromHours(1) });
        names.Learn(Answer("www.example.com", After(0), Client, addresses: Server));
        Assert.True(names.TryFind(Client, Server, After(3000), out _));
        Assert.True(names.TryFind(Client, Server, After(6000), out _));      // used at 3000
        Assert.False(names.TryFind(Client, Server, After(10000), out _));
        names.Learn(Answer("www.example.com", After(10000), Client, addresses: IpAddr.Parse("192.0.2.2")));
        Assert.Equal((1, 1L), (names.Count, names.Counters.Expired));
    }

    [Fact]
    public void A_full_map_forgets_the_least_recently_used_and_counts_it()
    {
        var names = new DnsNames(new DnsNamesOptions { Capacity = 2 });
        IpAddr second = IpAddr.Parse("192.0.2.2"), third = IpAddr.Parse("192.0.2.3");
        names.Learn(Answer("a.example.com", After(0), Client, addresses: [Server, second]));
        names.TryFind(Client, Server, After(1), out _);
        names.Learn(Answer("b.example.com", After(2), Client, addresses: third));
        Assert.Equal((2, 1L), (names.Count, names.Counters.Evictions));
        Assert.True(names.TryFind(Client, Server, After(3), out _));
        Assert.False(names.TryFind(Client, second, After(3), out _));
    }

    [Fact]
    public void Who_made_room_before_it_was_kept_is_not_kept_and_its_place_is_kept_once()
    {
        var names = new DnsNames(new DnsNamesOptions { Capacity = 3 });
        IpAddr[] servers = [.. Enumerable.Range(1, 5).Select(i => IpAddr.FromIPv4(0xC000_0200u + (uint)i))];
        for (var i = 0; i < servers.Length; i++) names.Learn(Answer($"n{i}.example.com", After(i), Client, addresses: servers[i]));
        names.TryFind(Client, servers[4], After(9_000), out _); // marks it once more, in a list that has no room for all
        var memory = new KeptMemory();
        names.Save(memory);
        var recalled = new DnsNames(new DnsNamesOptions());
        memory.TellTo(recalled);
        Assert.Equal(memory.Writes, recalled.Count);
        Assert.All(servers[..2], server => Assert.False(recalled.TryFind(Client, server, After(10), out _)));
        Assert.True(recalled.TryFind(Client, servers[2], After(10), out var name));
        Assert.Equal("n2.example.com", name);
    }

    [Fact]
    public void A_busy_pair_stays_while_more_come_within_a_moment_than_there_is_room_for()
    {
        var names = new DnsNames(new DnsNamesOptions { Capacity = 100 });
        names.Learn(Answer("www.example.com", After(0), Client, addresses: Server));
        for (var i = 0; i < 1_000; i++)
        {
            names.Learn(Answer($"n{i}.example.com", After(i / 100), Client, addresses: IpAddr.FromIPv4(0x2000_0000u + (uint)i)));
            Assert.True(names.TryFind(Client, Server, After(i / 100), out _));
        }
        Assert.Equal(901, names.Counters.Evictions);
    }

    [Fact]
    public void What_a_host_says_of_itself_by_multicast_holds_for_everybody_until_it_says_goodbye()
    {
        var names = new DnsNames(new DnsNamesOptions());
        var gone = IpAddr.Parse("192.0.2.9");
        names.Learn(Answer("_ipp._tcp.local", After(0), Server, 5353, "printer.local", 120, Server));
        names.Learn(Answer("_ipp._tcp.local", After(0), Server, 5353, "gone.local", 0, gone));
        names.Learn(Answer("_ipp._tcp.local", After(0), Server, 5353, "bank.example.com", 120, gone));
        Assert.True(names.TryFind(Client, Server, After(1), out var name));
        Assert.Equal("printer.local", name);
        Assert.False(names.TryFind(Client, gone, After(1), out _));
    }

    [Fact]
    public void An_answer_with_thousands_of_addresses_is_taken_in_part()
    {
        var names = new DnsNames(new DnsNamesOptions());
        names.Learn(Answer("x.example.com", After(0), Client, addresses: [.. Enumerable.Range(0, 1000).Select(i => IpAddr.FromIPv4((uint)i))]));
        Assert.Equal((64, 936L), (names.Count, names.Counters.Skipped));
    }

    [Fact]
    public void A_flow_without_a_name_of_its_own_gets_the_one_from_dns()
    {
        var namer = new FlowNamer(new DnsNames(new DnsNamesOptions()), new HardwareClients(100));
        namer.Emit(Answer("www.example.com", After(0), Client, addresses: Server));
        var ended = FlowEnds(After(1));
        namer.Emit(ended);
        Assert.Equal(("www.example.com", "dns"), (ended.DestinationName, ended.DestinationNameSource));
    }

    [Fact]
    public void A_name_that_the_flow_told_itself_stays()
    {
        var namer = new FlowNamer(new DnsNames(new DnsNamesOptions()), new HardwareClients(100));
        namer.Emit(Answer("www.example.com", After(0), Client, addresses: Server));
        var ended = FlowEnds(After(1), "own.example.com");
        namer.Emit(ended);
        Assert.Equal(("own.example.com", "sni"), (ended.DestinationName, ended.DestinationNameSource));
    }
}
