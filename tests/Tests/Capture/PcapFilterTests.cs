using NetSensor.Capture;
using NetSensor.Capture.Pcap;
using NetSensor.Generator;
using NetSensor.Wire;

namespace NetSensor.Tests.Capture;

public sealed class PcapFilterTests
{
    private static readonly byte[] Query = Frames.Udp(NetSensor.Generator.Host.At("10.0.0.5"), 40000, NetSensor.Generator.Host.At("10.0.0.2"), 53, Messages.DnsQuery(1, "www.example"));

    [Theory]
    [InlineData("udp port 53", true)]
    [InlineData("host 10.0.0.5 and not tcp", true)]
    [InlineData("tcp", false)]
    [InlineData("", true)]
    public void An_expression_is_applied_as_tcpdump_would(string expression, bool accepted)
    {
        using var filter = new PcapFilter(expression);
        Assert.Equal(accepted, filter.Accepts(new RawPacket(default, LinkType.Ethernet, Query.Length, Query)));
    }

    [Fact]
    public void The_expression_is_compiled_for_the_link_type_of_each_packet()
    {
        using var filter = new PcapFilter("udp port 53");
        Assert.True(filter.Accepts(new RawPacket(default, LinkType.Raw, Query.Length - 14, Query.AsSpan(14)))); // the same without its Ethernet header
    }

    [Fact]
    public void What_a_link_type_does_not_have_is_not_accepted()
    {
        using var filter = new PcapFilter("ether host 00:50:56:00:00:05");
        Assert.False(filter.Accepts(new RawPacket(default, LinkType.Raw, Query.Length - 14, Query.AsSpan(14))));
    }

    [Fact]
    public void A_fault_in_the_expression_is_told_with_what_libpcap_says_of_it()
    {
        var fault = Assert.Throws<CaptureException>(() => new PcapFilter("port nonsense and"));
        Assert.StartsWith("filter 'port nonsense and' cannot be used: ", fault.Message);
    }
}
