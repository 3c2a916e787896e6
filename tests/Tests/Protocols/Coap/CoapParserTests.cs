using NetSensor.Events;
using NetSensor.Protocols.Coap;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Protocols.Coap;

public sealed class CoapParserTests
{
    // confirmable GET, id 1, token a1 a2; Uri-Host "dev"; Observe, to be told; Uri-Path ".well-known", "core"; Uri-Query "rt=x"
    private static readonly byte[] Discover =
        [0x42, 1, 0, 1, 0xa1, 0xa2, 0x33, .. "dev"u8, 0x30, 0x5b, .. ".well-known"u8, 0x04, .. "core"u8, 0x44, .. "rt=x"u8];

    private static readonly byte[] Resources = [0x62, 0x45, 0, 1, 0xa1, 0xa2, 0xc1, 40, 0xff, .. "</t>;rt=x"u8];           // 2.05, link format

    internal static FuzzSeed Talk => FuzzSeed.Talk(Discover, Resources, [0x41, 3, 0, 2, 7, 0xb1, (byte)'t', 0xff, 1], [0x61, 0x84, 0, 2, 7]);  // PUT /t, 4.04

    [Fact]
    public void Requests_are_told_with_their_answers()
    {
        var told = Heard.Events<CoapTransactionEvent>(Transport.Udp, 5683, Talk);
        Assert.Equal([("GET", "/.well-known/core?rt=x", "2.05"), ("PUT", "/t", "4.04")], told.Select(t => (t.Method, t.Uri, t.Code!)));
        Assert.Equal(("dev", true, "</t>;rt=x", 9), (told[0].Host, told[0].Observes, told[0].Resources, told[0].PayloadLength));
    }

    [Fact]
    public void An_unanswered_request_is_told_at_the_end_and_names_nothing()
    {
        var flow = Heard.Of(Transport.Udp, 5683, FuzzSeed.Client(Discover, Discover));
        Assert.Null(Assert.IsType<CoapTransactionEvent>(Assert.Single(flow.Events)).Code);
        Assert.Empty(flow.Services);
    }

    [Theory]
    [InlineData(new byte[] { 0x02, 1, 0, 1 })]                // version 0
    [InlineData(new byte[] { 0x49, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0 })] // token of nine bytes
    [InlineData(new byte[] { 0x40, 1, 0, 1, 0xf0 })]          // reserved step
    [InlineData(new byte[] { 0x40, 1, 0, 1, 0x15, 1 })]       // option of five bytes, one present
    [InlineData(new byte[] { 0x40, 1, 0, 1, 0xff })]          // mark without payload
    public void Broken_messages_are_none(byte[] bytes) => Assert.False(CoapMessage.TryRead(bytes, out _));

    [Fact]
    public void Every_prefix_is_borne() => Heard.EveryPrefix<CoapTransactionEvent>(Transport.Udp, 5683, Talk);
}
