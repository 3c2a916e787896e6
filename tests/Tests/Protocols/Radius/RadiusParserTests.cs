using NetSensor.Events;
using NetSensor.Tests.Support;
using NetSensor.Wire;

namespace NetSensor.Tests.Protocols.Radius;

public sealed class RadiusParserTests
{
    private static readonly byte[] Request = Samples.Radius(1,
        [1, 5, .. "bob"u8, 31, 19, .. "02-00-00-00-00-01"u8, 32, 5, .. "ap1"u8, 4, 6, 10, 0, 0, 2, 77, 6, .. "11ac"u8, 66, 9, .. "tunnel1"u8]);

    private static RadiusExchangeEvent Only(FuzzSeed talk, ushort port = 1812) => Assert.Single(Heard.Events<RadiusExchangeEvent>(Transport.Udp, port, talk));

    [Fact]
    public void Request_and_accept_are_one_exchange()
    {
        var told = Only(FuzzSeed.Talk(Request, Samples.RadiusAccept));
        Assert.Equal(("bob", "02-00-00-00-00-01", "ap1", "11ac", "tunnel1", "success"),
            (told.UserName, told.CallingStation, told.NasIdentifier, told.ConnectInfo, told.TunnelClient, told.Result));
        Assert.Equal((IpAddr.Parse("10.0.0.2"), IpAddr.Parse("10.0.0.9"), null), (told.NasAddress, told.UserAddress, told.FramedAddress));
        Assert.Equal(TimeSpan.FromMilliseconds(100), told.RoundTrip);
    }

    [Fact]
    public void A_challenge_belongs_to_the_exchange()
    {
        var told = Only(FuzzSeed.Talk(Request, Samples.Radius(11, [18, 7, .. "again"u8, 8, 6, 10, 0, 0, 8]), Request, Samples.Radius(3, [])));
        Assert.Equal(("again", "failed"), (told.ReplyMessage, told.Result));
        Assert.Equal((IpAddr.Parse("10.0.0.8"), TimeSpan.FromMilliseconds(300)), (told.FramedAddress, told.RoundTrip));
    }

    [Fact]
    public void Without_an_answer_the_result_is_unknown() => Assert.Equal("unknown", Only(FuzzSeed.Client(Request, Request)).Result);

    [Fact]
    public void Accounting_tells_who_has_which_address()
    {
        var told = Only(FuzzSeed.Client(Samples.RadiusAccounting), 1813);
        Assert.True(told.IsAccounting);
        Assert.Equal(("bob", 1, IpAddr.Parse("10.0.0.9")), (told.UserName, told.AccountingStatus ?? 0, told.UserAddress));
    }

    [Fact]
    public void Every_prefix_is_borne() => Heard.EveryPrefix<RadiusExchangeEvent>(Transport.Udp, 1812, FuzzSeed.Talk(Request, Samples.RadiusAccept));
}
