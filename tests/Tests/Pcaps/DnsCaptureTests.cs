using NetSensor.Events;
using NetSensor.Host;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Pcaps;

/// <summary>What dig asked and dnsmasq answered in pcaps/dns.pcap.</summary>
public sealed class DnsCaptureTests : IEventSink
{
    private readonly List<SensorEvent> _events = [];

    public DnsCaptureTests() => Replay.Run([Path.Combine(Checkout.Folder, "pcaps", "dns.pcap")], new ReplayOptions(), this);

    void IEventSink.Emit(SensorEvent happened) => _events.Add(happened);

    [Fact]
    public void A_connection_without_a_name_of_its_own_has_the_one_that_was_asked_for()
    {
        var silent = Assert.Single(_events.OfType<FlowEvent>(), flow => flow.Flow!.ResponderPort == 7777);
        Assert.Equal(("www.shop.test", "dns"), (silent.DestinationName, silent.DestinationNameSource));
    }

    [Fact]
    public void Every_flow_is_dns_but_that_one() =>
        Assert.All(_events.OfType<FlowEvent>(), flow => Assert.Equal(flow.Flow!.ResponderPort == 7777 ? null : "dns", flow.Service));

    [Fact]
    public void An_answer_that_was_cut_is_asked_for_again_over_tcp()
    {
        var asked = _events.OfType<DnsTransactionEvent>().Where(told => told.Query == "big.shop.test").ToList();
        Assert.Equal([Transport.Udp, Transport.Tcp], asked.Select(told => told.Flow!.Transport));
        Assert.Equal([true, false], asked.Select(told => told.ReplyTruncated));
        Assert.Equal([2, 4], asked.Select(told => told.Answers!.Count));
    }

    [Fact]
    public void What_a_query_says_in_edns_is_known()
    {
        var asked = Assert.Single(_events.OfType<DnsTransactionEvent>(), told => told.ClientSubnet is not null);
        Assert.Equal(("198.51.100.0/24", true, 1232), (asked.ClientSubnet, asked.DnssecOk, asked.EdnsPayloadSize ?? 0));
    }
}
