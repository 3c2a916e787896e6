using NetSensor.Events;
using NetSensor.Tests.Support;
using NetSensor.Wire;

namespace NetSensor.Tests.Protocols.Stun;

public sealed class StunParserTests
{
    private static byte[] Message(int type, params byte[][] attributes)
    {
        byte[] body = [.. attributes.SelectMany(attribute => attribute)];
        return [(byte)(type >> 8), (byte)type, 0, (byte)body.Length, 0x21, 0x12, 0xa4, 0x42, .. "0123456789ab"u8, .. body];
    }

    private static byte[] Attribute(int type, params byte[] value) => [(byte)(type >> 8), (byte)type, 0, (byte)value.Length, .. value, .. new byte[-value.Length & 3]];

    // 192.0.2.1:32853, xored with the cookie (RFC 5769 §2.2)
    private static readonly byte[] Mapped = [0, 1, 0xa1, 0x47, 0xe1, 0x12, 0xa6, 0x43];

    internal static FuzzSeed Binding => FuzzSeed.Talk(
        Message(0x0001, Attribute(0x8022, [.. "STUN test client"u8]), Attribute(0x0006, [.. "evtj:h6vY"u8])),
        Message(0x0101, Attribute(0x8022, [.. "test vector"u8]), Attribute(0x0020, Mapped)));

    internal static FuzzSeed Relay => FuzzSeed.Talk(
        Message(0x0003), Message(0x0113, Attribute(0x0009, 0, 0, 4, 1), Attribute(0x0014, [.. "example.org"u8])),                 // 401, realm
        Message(0x0003, Attribute(0x0006, [.. "bob"u8])), Message(0x0103, Attribute(0x0016, Mapped), Attribute(0x0020, Mapped)),
        [0x40, 0, 0, 3, 1, 2, 3, 0], [0x40, 0, 0, 4, 1, 2, 3, 4]);                                                               // channel data

    private static StunSessionEvent Only(Transport transport, FuzzSeed talk) => Assert.Single(Heard.Events<StunSessionEvent>(transport, 4711, talk));

    [Fact]
    public void A_binding_tells_how_the_server_sees_the_client()
    {
        var told = Only(Transport.Udp, Binding);
        Assert.Equal((1, 1, false, "STUN test client", "test vector", "evtj:h6vY"), (told.Requests, told.Answers, told.IsRelay, told.ClientSoftware, told.ServerSoftware, told.User));
        Assert.Equal((IpAddr.Parse("192.0.2.1"), 32853), (told.MappedAddress, told.MappedPort ?? 0));
    }

    [Theory]
    [InlineData(Transport.Udp)]
    [InlineData(Transport.Tcp)]
    public void A_relay_is_told_as_one(Transport transport)
    {
        var told = Only(transport, Relay);
        Assert.Equal((true, "bob", "example.org", 401), (told.IsRelay, told.User, told.Realm, told.Error ?? 0));
        Assert.Equal(IpAddr.Parse("192.0.2.1"), told.RelayedAddress);
        Assert.Equal(["stun"], Heard.Of(transport, 4711, Relay).Services);
    }

    [Fact]
    public void Dtls_behind_it_is_dtls()
    {
        var flow = Heard.Of(Transport.Udp, 4711, Binding, Tls.TlsConversations.Datagrams12);
        Assert.DoesNotContain("stun", flow.Services);
        Assert.Contains(flow.Events, happened => happened is TlsSessionEvent);
    }

    [Fact]
    public void The_first_hello_behind_it_is_not_missed()
    {
        var flow = Heard.Of(Transport.Udp, 4711, Binding, new FuzzSeed([.. Tls.TlsConversations.Datagrams12.Turns.Take(2)]));
        Assert.Contains(flow.Events, happened => happened is TlsSessionEvent);
    }

    [Fact]
    public void Media_behind_it_pass_by() =>
        Assert.Equal(["stun"], Heard.Of(Transport.Udp, 4711, Binding, FuzzSeed.Client([0x80, 0, 0, 1], [0x80, 0, 0, 2]), Binding).Services);

    [Fact]
    public void Every_prefix_is_borne()
    {
        Heard.EveryPrefix<StunSessionEvent>(Transport.Udp, 3478, Binding);
        Heard.EveryPrefix<StunSessionEvent>(Transport.Tcp, 3478, Relay);
    }
}
