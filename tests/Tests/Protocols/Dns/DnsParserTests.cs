using NetSensor.Events;
using NetSensor.Protocols;
using NetSensor.Protocols.Dns;
using NetSensor.Tests.Support;
using NetSensor.Wire;

namespace NetSensor.Tests.Protocols.Dns;

public sealed class DnsParserTests
{
    private readonly DnsParser _parser = new();
    private readonly RecordingFlow _flow = FlowTo(53);

    private static RecordingFlow FlowTo(ushort port, Transport transport = Transport.Udp, string responder = "192.0.2.53") => new()
    {
        Flow = new FlowIdentity
        {
            Uid = "CTest",
            Start = Timestamp.FromUnix(1_000_000),
            Originator = IpAddr.Parse("10.0.0.1"),
            Responder = IpAddr.Parse(responder),
            OriginatorPort = 40000,
            ResponderPort = port,
            Transport = transport,
            Protocol = transport == Transport.Tcp ? IpProtocol.Tcp : IpProtocol.Udp,
            CommunityId = "1:test",
            Order = 1,
        },
    };

    private DnsTransactionEvent OnlyTransaction(RecordingFlow? flow = null) =>
        Assert.IsType<DnsTransactionEvent>(Assert.Single((flow ?? _flow).Events));

    private void Ask(byte[] message) => _parser.Parse(message, Direction.FromOriginator, _flow);

    private void Reply(byte[] message) => _parser.Parse(message, Direction.FromResponder, _flow);

    [Fact]
    public void A_query_and_its_answer_are_one_transaction()
    {
        Ask(Messages.Query);
        Assert.Empty(_flow.Events);
        _flow.Now += TimeSpan.FromMilliseconds(20);
        Reply(Messages.Answer);

        var told = OnlyTransaction();
        Assert.Equal("www.example.com", told.Query);
        Assert.Equal((0x1234, 1, "C_INTERNET", 1, "A"),
            ((int)told.TransactionId, told.QueryClass ?? 0, told.QueryClassName, told.QueryType ?? 0, told.QueryTypeName));
        Assert.Equal((0, "NOERROR"), (told.ResponseCode ?? -1, told.ResponseCodeName));
        Assert.Equal(["cdn.example.com", "192.0.2.1", "2001:db8::1"], told.Answers);
        Assert.Equal([TimeSpan.FromHours(1), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)], told.TimesToLive);
        Assert.Equal(TimeSpan.FromMilliseconds(20), told.RoundTrip);
        Assert.Equal((false, false, true, true, 2, false),
            (told.AuthoritativeAnswer, told.Truncated, told.RecursionDesired, told.RecursionAvailable, told.Reserved, told.Rejected));
        Assert.Equal(["dns"], _flow.Services);
    }

    [Fact]
    public void Addresses_are_told_with_the_name_that_owns_them()
    {
        Ask(Messages.Query);
        Reply(Messages.Answer);
        Assert.Equal([("cdn.example.com", "192.0.2.1"), ("cdn.example.com", "2001:db8::1")],
            OnlyTransaction().Addresses!.Select(a => (a.Owner, a.Address.IsIPv4 ? a.Address.ToString() : a.Address.ToIPAddress().ToString())));
    }

    [Fact]
    public void What_the_query_says_in_EDNS_is_kept()
    {
        Ask(Messages.Query);
        _parser.OnClose(_flow);
        var told = OnlyTransaction();
        Assert.Equal((1232, true, "192.0.2.0/24"), (told.EdnsPayloadSize ?? 0, told.DnssecOk, told.ClientSubnet));
    }

    [Fact]
    public void An_unanswered_query_is_told_when_the_flow_ends()
    {
        Ask(Messages.Query);
        _parser.OnClose(_flow);
        var told = OnlyTransaction();
        Assert.Null(told.ResponseCode);
        Assert.Null(told.RoundTrip);
        Assert.Equal("www.example.com", told.Query);
    }

    [Fact]
    public void An_answer_without_query_takes_its_name_from_its_first_record()
    {
        Reply(Messages.Answer);
        _parser.OnClose(_flow);
        var told = OnlyTransaction();
        Assert.Equal("www.example.com", told.Query);
        Assert.Null(told.QueryType);
        Assert.Null(told.RoundTrip);
    }

    [Fact]
    public void Queries_in_flight_are_answered_in_any_order_and_a_repeated_one_first_in_first_out()
    {
        byte[] other = [.. Messages.Query];
        other[1] = 0x35;
        Ask(Messages.Query);
        _flow.Now += TimeSpan.FromSeconds(1);
        Ask(other);
        Ask(Messages.Query);
        byte[] otherAnswer = [.. Messages.Answer];
        otherAnswer[1] = 0x35;
        Reply(otherAnswer);
        Reply(Messages.Answer);
        _parser.OnClose(_flow);

        var told = _flow.Events.Cast<DnsTransactionEvent>().ToList();
        Assert.Equal([0x1235, 0x1234, 0x1234], told.Select(t => (int)t.TransactionId));
        Assert.Equal([Timestamp.FromUnix(1_000_001), Timestamp.FromUnix(1_000_000), Timestamp.FromUnix(1_000_001)], told.Select(t => t.Begin));
        Assert.Equal([true, true, false], told.Select(t => t.SawReply));
    }

    [Fact]
    public void A_flood_of_unanswered_queries_is_given_up_on_in_order()
    {
        for (var id = 0; id < 200; id++)
        {
            byte[] query = [.. Messages.Query];
            query[1] = (byte)id;
            Ask(query);
        }
        Assert.True(_flow.Events.Count >= 100);
        _parser.OnClose(_flow);
        Assert.Equal(Enumerable.Range(0x1200, 200), _flow.Events.Cast<DnsTransactionEvent>().Select(t => (int)t.TransactionId));
    }

    [Fact]
    public void An_answer_without_any_record_rejects()
    {
        Ask(Messages.Query);
        Reply([0x12, 0x34, 0x81, 0x83, 0, 1, 0, 0, 0, 0, 0, 0, .. Messages.Query.AsSpan(12, 21)]); // NXDOMAIN, question repeated
        var told = OnlyTransaction();
        Assert.True(told.Rejected);
        Assert.Equal("NXDOMAIN", told.ResponseCodeName);
        Assert.Null(told.RoundTrip);
    }

    [Fact]
    public void Messages_over_tcp_come_in_any_pieces()
    {
        var flow = FlowTo(53, Transport.Tcp);
        byte[] stream = [.. Messages.Framed(Messages.Query), .. Messages.Framed(Messages.Query)];
        var given = 0;
        for (var end = 1; end <= stream.Length; end++)
            given += (int)_parser.Parse(stream.AsSpan(given, end - given), Direction.FromOriginator, flow).Consumed;
        Assert.Equal(stream.Length, given);
        _parser.Parse([.. Messages.Framed(Messages.Answer), .. Messages.Framed(Messages.Answer)], Direction.FromResponder, flow);
        Assert.Equal(2, flow.Events.Count);
        Assert.Equal(["dns"], flow.Services);
    }

    [Fact]
    public void A_gap_inside_a_message_costs_that_message_only()
    {
        var flow = FlowTo(53, Transport.Tcp);
        var framed = Messages.Framed(Messages.Query);
        Assert.Equal(0, _parser.Parse(framed.AsSpan(0, 10), Direction.FromOriginator, flow).Consumed);
        var result = _parser.OnGap(Direction.FromOriginator, 5, flow);
        Assert.Equal(framed.Length - 15, result.Consumed);
        _parser.Parse(framed, Direction.FromOriginator, flow);
        _parser.OnClose(flow);
        Assert.Single(flow.Events);
    }

    [Fact]
    public void After_a_larger_gap_the_next_segment_that_begins_with_a_message_is_read()
    {
        var flow = FlowTo(53, Transport.Tcp);
        var framed = Messages.Framed(Messages.Query);
        _parser.Parse(framed.AsSpan(0, 10), Direction.FromOriginator, flow);
        _parser.OnGap(Direction.FromOriginator, 5000, flow);
        Assert.Equal(30, _parser.Parse(framed.AsSpan(20, 30), Direction.FromOriginator, flow).Consumed);
        _parser.Parse(framed, Direction.FromOriginator, flow);
        _parser.OnClose(flow);
        Assert.Equal("www.example.com", OnlyTransaction(flow).Query);
    }

    [Fact]
    public void After_a_larger_gap_a_length_sent_alone_is_waited_with()
    {
        var flow = FlowTo(53, Transport.Tcp);
        var framed = Messages.Framed(Messages.Query);
        _parser.OnGap(Direction.FromOriginator, 5000, flow);
        Assert.Equal(0, _parser.Parse(framed.AsSpan(0, 2), Direction.FromOriginator, flow).Consumed);
        Assert.Equal(framed.Length, _parser.Parse(framed, Direction.FromOriginator, flow).Consumed);
    }

    [Fact]
    public void A_flow_that_begins_with_an_answer_by_its_originator_is_turned_round_unless_it_is_for_everybody()
    {
        _parser.Parse(Messages.Answer, Direction.FromOriginator, _flow);
        Assert.True(_flow.IsReversed);
        _parser.Reset();
        var everybody = FlowTo(5353, responder: "224.0.0.251");
        _parser.Parse(Messages.Answer, Direction.FromOriginator, everybody);
        Assert.False(everybody.IsReversed);
    }

    [Fact]
    public void NetBios_names_are_decoded()
    {
        var flow = FlowTo(137);
        byte[] nodeStatus =
        [
            0x00, 0x01, 0x00, 0x10, 0, 1, 0, 0, 0, 0, 0, 0,
            32, .. "CKAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"u8, 0, 0, 33, 0, 1,                   // "*" padded with zeros, NBSTAT
        ];
        _parser.Parse(nodeStatus, Direction.FromOriginator, flow);
        _parser.OnClose(flow);
        var told = OnlyTransaction(flow);
        Assert.Equal(("*", "NBSTAT"), (told.Query, told.QueryTypeName));
    }

    [Fact]
    public void Registrations_and_other_opcodes_confirm_the_service_and_tell_nothing()
    {
        byte[] update = [.. Messages.Query];
        update[2] = 0x28; // opcode 5
        Ask(update);
        _parser.OnClose(_flow);
        Assert.Empty(_flow.Events);
        Assert.Equal(["dns"], _flow.Services);
    }

    [Fact]
    public void What_asks_hundreds_of_questions_is_no_dns()
    {
        byte[] noise = [0x12, 0x34, 0x01, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3];
        var result = ParseResult.Continue(0);
        for (var i = 0; i < 6; i++) result = _parser.Parse(noise, Direction.FromOriginator, _flow);
        Assert.Equal(ParseStatus.Violation, result.Status);
        Assert.Empty(_flow.Services);
        Assert.Contains("DNS_Conn_count_too_large", _flow.Weirds);
    }

    [Fact]
    public void A_reset_parser_knows_nothing_of_its_last_flow()
    {
        Ask(Messages.Query);
        _parser.Reset();
        var next = FlowTo(53);
        _parser.Parse(Messages.Answer, Direction.FromResponder, next);
        Assert.Empty(next.Events);
        _parser.OnClose(next);
        Assert.False(OnlyTransaction(next).SawQuery);
    }

    [Fact]
    public void No_prefix_of_a_message_throws_or_tells_answers_that_it_does_not_hold()
    {
        for (var length = 0; length < Messages.Answer.Length; length++)
        {
            var flow = FlowTo(53);
            var parser = new DnsParser();
            parser.Parse(Messages.Answer.AsSpan(0, length), Direction.FromResponder, flow);
            parser.OnClose(flow);
            if (length < DnsHeader.Length)
            {
                Assert.Empty(flow.Events);
                continue;
            }
            Assert.Empty(flow.Services); // the answers are never complete
            var answers = OnlyTransaction(flow).Answers ?? [];
            Assert.Equal(new[] { "cdn.example.com", "192.0.2.1", "2001:db8::1" }.Take(answers.Count), answers);
            Assert.True(answers.Count < 3);
        }
    }

    [Fact]
    public void Messages_that_tell_nothing_allocate_nothing()
    {
        byte[] update = [.. Messages.Query];
        update[2] = 0x28; // opcode 5: checked, not told
        for (var i = 0; i < 100; i++) Ask(update);
        Assert.Equal(0, Allocations.Least(() =>
        {
            for (var i = 0; i < 1000; i++) Ask(update);
        }));
    }
}
