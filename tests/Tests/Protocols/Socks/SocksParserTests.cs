using NetSensor.Events;
using NetSensor.Tests.Support;
using NetSensor.Wire;

namespace NetSensor.Tests.Protocols.Socks;

public sealed class SocksParserTests
{
    private static SocksRequestEvent Only(FuzzSeed talk) => Assert.Single(Heard.Events<SocksRequestEvent>(Transport.Tcp, 1080, talk));

    [Fact]
    public void Version_5_tells_where_the_client_goes()
    {
        byte[] name = [5, 1, 0, 3, 11, .. "www.example"u8, 1, 187];                              // port 443
        var told = Only(FuzzSeed.Talk([5, 1, 0], [5, 0], name, Samples.Socks5Granted));
        Assert.Equal((5, "succeeded", null, false), (told.Version, told.Status, told.User, told.SentPassword));
        Assert.Equal(new SocksAddress(null, "www.example", 443), told.Request);
        Assert.Equal(new SocksAddress(IpAddr.Parse("10.0.0.1"), null, 80), told.Bound);
    }

    [Fact]
    public void A_login_tells_its_user_and_that_there_was_a_password()
    {
        var told = Only(FuzzSeed.Talk([5, 1, 2], [5, 2], [1, 3, .. "bob"u8, 6, .. "secret"u8], [1, 0], Samples.Socks5Connect, Samples.Socks5Granted));
        Assert.Equal(("bob", true), (told.User, told.SentPassword));
    }

    [Fact]
    public void A_refused_login_is_told_too()
    {
        var told = Only(FuzzSeed.Talk([5, 1, 2], [5, 2], [1, 3, .. "bob"u8, 1, (byte)'x'], [1, 1]));
        Assert.Equal(("bob", "general SOCKS server failure"), (told.User, told.Status));
    }

    [Fact]
    public void Version_4a_has_user_and_name()
    {
        var told = Only(FuzzSeed.Talk([4, 1, 0, 80, 0, 0, 0, 1, .. "me"u8, 0, .. "www.example"u8, 0], [0, 0x5b, 0, 80, 1, 2, 3, 4]));
        Assert.Equal((4, "me", "general SOCKS server failure"), (told.Version, told.User, told.Status));
        Assert.Equal(new SocksAddress(IpAddr.Parse("0.0.0.1"), "www.example", 80), told.Request);
    }

    [Fact]
    public void Every_prefix_is_borne() => Heard.EveryPrefix<SocksRequestEvent>(Transport.Tcp, 1080, FuzzSeed.Talk([5, 1, 0], [5, 0], Samples.Socks5Connect, Samples.Socks5Granted));
}
