using NetSensor.Events;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Protocols.PortMapping;

/// <summary>Wishes for ports outside, by NAT-PMP and PCP, and what the router says.</summary>
public sealed class PortMappingParserTests
{
    // RFC 6886 §3.3: map TCP 22 to 2222 for two hours; granted as 2222
    public static readonly byte[] NatPmpAsk = [0, 2, 0, 0, 0, 22, 8, 174, 0, 0, 28, 32];
    public static readonly byte[] NatPmpAnswer = [0, 130, 0, 0, 0, 1, 2, 3, 0, 22, 8, 174, 0, 0, 28, 32];

    // RFC 6887 §11.1: MAP of UDP 5060; granted as 40000
    public static readonly byte[] PcpAsk = Pcp(1, result: 0, outside: 0);
    public static readonly byte[] PcpAnswer = Pcp(0x81, result: 0, outside: 40_000);

    private static byte[] Pcp(byte operation, byte result, ushort outside) =>
    [
        2, operation, 0, result, 0, 0, 28, 32, .. new byte[16],     // version, operation, result, lifetime; client's address, or epoch and reserved
        .. new byte[12], 17, 0, 0, 0, 19, 196, (byte)(outside >> 8), (byte)outside, .. new byte[16],
    ];

    private static PortMappingEvent Only(params byte[][] turns) => Assert.Single(Heard.Events<PortMappingEvent>(Transport.Udp, 5351, FuzzSeed.Talk(turns)));

    [Fact]
    public void A_granted_mapping_tells_ports_and_lifetime()
    {
        var told = Only(NatPmpAsk, NatPmpAnswer);
        Assert.Equal(("nat-pmp", Transport.Tcp, 22, 2222, TimeSpan.FromHours(2), 0), (told.Protocol, told.Mapped!.Value, (int)told.InternalPort!, (int)told.ExternalPort!, told.Lifetime, told.Result));
        var pcp = Only(PcpAsk, PcpAnswer);
        Assert.Equal(("pcp", Transport.Udp, 5060, 40_000, 0), (pcp.Protocol, pcp.Mapped!.Value, (int)pcp.InternalPort!, (int)pcp.ExternalPort!, pcp.Result));
    }

    [Fact]
    public void A_refusal_tells_its_reason()
    {
        byte[] refused = [.. NatPmpAnswer];
        refused[3] = 2; // not authorised
        Assert.Equal(2, Only(NatPmpAsk, refused).Result);
        Assert.Equal(2, Only(PcpAsk, Pcp(0x81, result: 2, outside: 0)).Result);
    }

    [Fact]
    public void Who_only_asks_for_the_routers_address_maps_nothing()
    {
        byte[] answer = [0, 128, 0, 0, 0, 1, 2, 3, 9, 9, 9, 9];
        var flow = Heard.Of(Transport.Udp, 5351, FuzzSeed.Talk([0, 0], answer));
        Assert.Empty(flow.Events.OfType<PortMappingEvent>());
    }

    [Fact]
    public void Every_prefix_is_borne()
    {
        Heard.EveryPrefix<PortMappingEvent>(Transport.Udp, 5351, FuzzSeed.Talk(NatPmpAsk, NatPmpAnswer));
        Heard.EveryPrefix<PortMappingEvent>(Transport.Udp, 5351, FuzzSeed.Talk(PcpAsk, PcpAnswer));
    }
}
