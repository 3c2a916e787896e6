using NetSensor.Events;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Protocols.Sip;

public sealed class SipParserTests
{
    private static List<SipTransactionEvent> Heard(Transport transport, FuzzSeed talk, ushort port = 5060) => Protocols.Heard.Events<SipTransactionEvent>(transport, port, talk);

    [Theory]
    [InlineData(Transport.Udp, 5060)]
    [InlineData(Transport.Udp, 4711)]
    [InlineData(Transport.Tcp, 5060)]
    [InlineData(Transport.Tcp, 4711)]
    public void A_call_is_told_answer_by_answer(Transport transport, ushort port)
    {
        var told = Heard(transport, SipTalks.Call, port);
        Assert.Equal([("INVITE", 180, true), ("INVITE", 200, true), ("BYE", 200, false), ("ACK", 0, true)],
            told.Select(t => (t.Method!, t.StatusCode ?? 0, t.FromOriginator)));
        var answered = told[1];
        Assert.Equal(("sip:bob@b.example", "Alice <sip:alice@a.example>", "Bob <sip:bob@b.example>", "a84b4c76@pc33.example", "1 INVITE"),
            (answered.Uri, answered.RequestFrom, answered.RequestTo, answered.CallId, answered.CommandSequence));
        Assert.Equal(("Example Phone 2", "Example PBX 9", "OK", "application/sdp", 4L, 4L),
            (answered.UserAgent, answered.Server, answered.StatusMessage, answered.ContentType, answered.RequestBodyLength ?? 0, answered.ResponseBodyLength ?? 0));
        Assert.Equal(["SIP/2.0/UDP pc33.example"], answered.RequestPath);
        Assert.Equal(2, answered.ResponsePath.Count);              // of both answers
    }

    [Fact]
    public void A_stream_in_pieces_is_the_same() =>
        Assert.Equal(4, Heard(Transport.Tcp, new FuzzSeed([.. SipTalks.Call.Turns.SelectMany(turn => turn.Bytes.Chunk(7).Select(piece => (turn.Direction, piece)))])).Count);

    [Fact]
    public void An_unanswered_request_is_told_at_the_end_and_an_odd_method_as_odd()
    {
        var flow = Protocols.Heard.Of(Transport.Udp, 5060, FuzzSeed.Client([0, 0, 0, 0], SipTalks.Message("MESSAGE tel:+7 SIP/2.0", ["Call-ID: x"])));
        Assert.Equal("MESSAGE", Assert.IsType<SipTransactionEvent>(Assert.Single(flow.Events)).Method);
        Assert.Equal(["sip_junk_before_request", "unknown_SIP_method"], flow.Weirds);
        Assert.Empty(flow.Services);
    }

    [Fact]
    public void Compact_headers_are_read()
    {
        var told = Assert.Single(Heard(Transport.Udp, FuzzSeed.Client(SipTalks.Message("OPTIONS sip:b SIP/2.0", ["i: 7@a", "f: <sip:a>; tag=1", "t: <sip:b>", "v: SIP/2.0/UDP a ;branch=1", "s: hello"]))));
        Assert.Equal(("7@a", "<sip:a>", "<sip:b>", "hello"), (told.CallId, told.RequestFrom, told.RequestTo, told.Subject));
    }

    [Fact]
    public void Http_is_not_sip() => Assert.Empty(Heard(Transport.Tcp, FuzzSeed.Text("> GET / HTTP/1.1", "> Host: a", "> "), 5060));

    [Fact]
    public void Every_prefix_is_borne()
    {
        Protocols.Heard.EveryPrefix<SipTransactionEvent>(Transport.Udp, 5060, SipTalks.Call);
        Protocols.Heard.EveryPrefix<SipTransactionEvent>(Transport.Tcp, 5060, SipTalks.Call);
    }
}
