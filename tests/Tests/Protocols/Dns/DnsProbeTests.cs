using NetSensor.Events;
using NetSensor.Protocols;
using NetSensor.Protocols.Dns;

namespace NetSensor.Tests.Protocols.Dns;

public sealed class DnsProbeTests
{
    private static ProbeVerdict Datagram(byte[] bytes, bool likelyPort, Direction direction = Direction.FromOriginator) =>
        DnsProtocol.OverUdp.Probe(bytes, direction, likelyPort);

    private static ProbeVerdict Stream(byte[] bytes, bool likelyPort) => DnsProtocol.OverTcp.Probe(bytes, Direction.FromOriginator, likelyPort);

    [Fact]
    public void A_flawless_query_is_known_on_any_port()
    {
        Assert.Equal(ProbeVerdict.Yes, Datagram(Messages.Query, likelyPort: false));
        Assert.Equal(ProbeVerdict.Yes, Stream(Messages.Framed(Messages.Query), likelyPort: false));
    }

    [Fact]
    public void Elsewhere_nothing_less_will_do()
    {
        Assert.Equal(ProbeVerdict.No, Datagram(Messages.Answer, likelyPort: false));
        Assert.Equal(ProbeVerdict.No, Datagram([.. Messages.Query, 0], likelyPort: false));            // a byte too many
        byte[] strange = [.. Messages.Query];
        strange[3] |= 1;                                                                               // a query with a response code
        Assert.Equal(ProbeVerdict.No, Datagram(strange, likelyPort: false));
        for (var length = 0; length < Messages.Query.Length; length++)
            Assert.Equal(ProbeVerdict.No, Datagram(Messages.Query[..length], likelyPort: false));
    }

    [Fact]
    public void On_its_ports_answers_and_other_opcodes_will_do()
    {
        Assert.Equal(ProbeVerdict.Yes, Datagram(Messages.Answer, likelyPort: true, Direction.FromResponder));
        Assert.Equal(ProbeVerdict.Yes, Stream(Messages.Framed(Messages.Answer)[..20], likelyPort: true));
        Assert.Equal(ProbeVerdict.No, Datagram([.. "GET / HTTP/1.1\r\n"u8], likelyPort: true));
        Assert.Equal(ProbeVerdict.No, Stream([.. "GET / HTTP/1.1\r\n"u8], likelyPort: true));
    }

    [Fact]
    public void A_stream_is_waited_for_until_its_header_is_there()
    {
        var framed = Messages.Framed(Messages.Query);
        for (var length = 0; length < 2 + DnsHeader.Length; length++) Assert.Equal(ProbeVerdict.Maybe, Stream(framed[..length], likelyPort: true));
        Assert.Equal(ProbeVerdict.No, Stream([0, 5], likelyPort: true)); // a message of five bytes
    }
}
