using NetSensor.Events;
using NetSensor.Host.Summary;
using NetSensor.Wire;

namespace NetSensor.Tests.Host;

public sealed class TrafficObserverTests
{
    private readonly TrafficObserver _traffic = new();

    private void Ends(IpAddr from, IpAddr to, long bytes, string? service = "ssl", string? country = null)
    {
        var ended = new FlowEvent { ConnectionState = "SF", History = "ShADadfF", OriginatorPackets = 1, ResponderPackets = 2, OriginatorIpBytes = bytes, Service = service, ResponderCountry = country };
        ended.Stamp(Timestamp.FromUnix(1_700_000_000), new FlowIdentity
        {
            Start = Timestamp.FromUnix(1_700_000_000), Originator = from, Responder = to, OriginatorPort = 40_000, ResponderPort = 443,
            Transport = Transport.Tcp, Protocol = IpProtocol.Tcp, Order = 1,
        }, 0);
        _traffic.Emit(ended);
    }

    private static IpAddr Host(uint number) => IpAddr.FromIPv4(0x0A00_0000 + number);

    [Fact]
    public void Both_ends_of_a_flow_are_counted_and_the_busiest_come_first()
    {
        Ends(Host(1), Host(2), 100);
        Ends(Host(3), Host(2), 50);
        Ends(Host(4), Host(4), 7);
        Assert.Equal([(Host(2), 2L, 6L, 150L), (Host(1), 1L, 3L, 100L), (Host(3), 1L, 3L, 50L), (Host(4), 1L, 3L, 7L)],
            _traffic.TopHosts(10).Select(top => (top.Host, top.Count.Flows, top.Count.Packets, top.Count.Bytes)));
    }

    [Fact]
    public void Protocols_have_the_name_of_their_service_or_of_their_transport()
    {
        Ends(Host(1), Host(2), 10, service: null);
        Ends(Host(1), Host(2), 100, service: "ssl");
        Ends(Host(1), Host(2), 100, service: new string("ssl".AsSpan())); // the same word in another string
        Assert.Equal([("ssl (tcp)", 2L), ("(tcp)", 1L)], _traffic.Protocols().Select(protocol => (protocol.Name, protocol.Count.Flows)));
    }

    [Fact]
    public void Countries_are_counted_where_they_are_known()
    {
        Ends(Host(1), Host(2), 10, country: "NL");
        Ends(Host(1), Host(3), 20, country: "NL");
        Ends(Host(1), Host(4), 90);
        var (country, count) = Assert.Single(_traffic.Countries());
        Assert.Equal(("NL", 2L, 30L), (country, count.Flows, count.Bytes));
    }

    [Fact]
    public void Beyond_its_room_hosts_are_not_told_apart_but_counted_as_such()
    {
        for (var number = 0u; number < 65_540; number++) Ends(Host(number), Host(number), 1);
        Ends(Host(0), Host(1), 5);
        Assert.Equal(4, _traffic.UncountedHosts);
        Assert.Equal(2, _traffic.TopHosts(1)[0].Count.Flows);
    }
}
