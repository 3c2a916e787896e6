using NetSensor.Events;
using NetSensor.Protocols;
using NetSensor.Protocols.DceRpc;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Protocols.DceRpc;

public sealed class DceRpcParserTests
{
    private const byte First = 1;
    private const byte Last = 2;
    private const byte Maybe = 0x40;
    private static readonly DcePdus Le = DcePdus.LittleEndian;
    private readonly RecordingFlow _flow = new();
    private readonly DceRpcParser _parser = new();

    private IReadOnlyList<DceRpcCallEvent> Calls => [.. _flow.Events.OfType<DceRpcCallEvent>()];
    private IReadOnlyList<DceRpcBindEvent> Binds => [.. _flow.Events.OfType<DceRpcBindEvent>()];

    [Fact]
    public void A_call_is_told_with_its_interface_operation_and_round_trip()
    {
        Ask(Le.Bind(1, (0, DcePdus.Svcctl)));
        Reply(Le.BindAck(1, @"\pipe\ntsvcs", (0, DcePdus.Ndr)));
        Ask(Le.Request(2, 0, 15, new byte[12]));
        Later(TimeSpan.FromMilliseconds(5));
        Reply(Le.Response(2, 0, [.. Le.Handle(9), .. Le.U32(0)]));
        var call = Assert.Single(Calls);
        Assert.Equal(("svcctl", "OpenSCManagerW", 15), (call.Endpoint, call.Operation, call.Opnum));
        Assert.Equal((@"\pipe\ntsvcs", DcePdus.Svcctl), (call.SecondaryAddress, call.Interface));
        Assert.Equal((TimeSpan.FromMilliseconds(5), DceRpcOutcome.Answered), (call.RoundTrip, call.Outcome));
        Assert.Equal((12, 24, 0u), (call.RequestBytes, call.ResponseBytes, call.ReturnStatus!.Value));
        Assert.Equal(["dce_rpc"], _flow.Services);
    }

    [Fact]
    public void A_bind_tells_its_interfaces_what_became_of_them_and_who_authenticates()
    {
        byte[] trailer = [10, 6, 0, 0, 0, 0, 0, 0, .. "NTLMSSP\0"u8];                        // NTLM, privacy
        Ask(Le.Ask(11, 1, trailer, (0, DcePdus.Svcctl), (1, new Guid("deadbeef-0000-4000-8000-000000000000"))));
        Reply(Le.BindAck(1, "49667", (0, DcePdus.Ndr), (2, Guid.Empty)));
        var bind = Assert.Single(Binds);
        Assert.Equal(["svcctl", "unknown-deadbeef-0000-4000-8000-000000000000"], bind.Contexts.Select(context => context.Name));
        Assert.Equal([0, 2], bind.Contexts.Select(context => context.Result!.Value));
        Assert.Equal(("49667", 10, 6), (bind.SecondaryAddress, bind.AuthenticationType!.Value, bind.AuthenticationLevel!.Value));
        Assert.Equal((2, 0, "ndr"), (bind.Contexts[0].Major, bind.Contexts[0].Minor, bind.Contexts[0].TransferSyntax));
    }

    [Fact]
    public void A_refused_bind_tells_why()
    {
        Ask(Le.Bind(1, (0, DcePdus.Svcctl)));
        Reply(Le.BindNak(1, 8));                                                             // authentication type not recognised
        var bind = Assert.Single(Binds);
        Assert.Equal((DceRpcOutcome.Faulted, 8), (bind.Outcome, bind.RejectReason!.Value));
    }

    [Fact]
    public void A_fault_tells_its_status()
    {
        Bound();
        Ask(Le.Request(2, 0, 2, Le.Handle(1)));
        Reply(Le.Fault(2, 0x1c010002));                                                      // nca_s_op_rng_error
        var call = Assert.Single(Calls);
        Assert.Equal((DceRpcOutcome.Faulted, 0x1c010002u), (call.Outcome, call.FaultStatus!.Value));
    }

    [Fact]
    public void Several_interfaces_share_an_association()
    {
        Bound();
        Ask(Le.Ask(14, 3, null, (4, DcePdus.Samr)));                                         // alter context
        Reply(Le.Answer(15, 3, "", (0, DcePdus.Ndr)));
        Ask(Le.Request(5, 4, 64, new byte[8]));
        Ask(Le.Request(6, 0, 15, new byte[8]));
        Reply(Le.Response(6, 0, new byte[8]));
        Reply(Le.Response(5, 4, new byte[8]));
        Assert.Equal(["svcctl.OpenSCManagerW", "samr.SamrConnect5"], Calls.Select(call => $"{call.Endpoint}.{call.Operation}"));
        Assert.True(Binds[1].IsAlteration);
    }

    [Fact]
    public void A_message_in_fragments_is_one_call()
    {
        Bound();
        var stub = Le.CreateService("BTOBTO", @"C:\evil.exe");
        Ask(Le.Request(2, 0, 12, stub[..50], First));
        Ask(Le.Request(2, 0, 12, stub[50..90], 0));
        Ask(Le.Request(2, 0, 12, stub[90..], Last));
        Reply(Le.Response(2, 0, new byte[24], First));
        Reply(Le.Response(2, 0, [.. new byte[4], .. Le.U32(5)], Last));
        var call = Assert.Single(Calls);
        Assert.Equal((stub.Length, 32, 5u), (call.RequestBytes, call.ResponseBytes, call.ReturnStatus!.Value));
        Assert.Contains(new DceRpcArgument("binary_path", @"C:\evil.exe"), call.Arguments);
    }

    [Fact]
    public void A_handle_is_told_by_the_name_that_it_was_opened_with()
    {
        Bound();
        Ask(Le.Request(2, 0, 12, Le.CreateService("BTOBTO", "calc.exe")));
        Reply(Le.Response(2, 0, [.. Le.U32(0), .. Le.Handle(7), .. Le.U32(0)]));
        Ask(Le.Request(3, 0, 19, [.. Le.Handle(7), .. Le.U32(0), .. Le.U32(0)]));            // StartServiceW
        Reply(Le.Response(3, 0, Le.U32(1053)));
        Assert.Equal([new DceRpcArgument("service_name", "BTOBTO")], Calls[1].Arguments);
        Assert.Equal(1053u, Calls[1].ReturnStatus);
    }

    [Fact]
    public void Big_endian_peers_are_read_too()
    {
        var order = DcePdus.BigEndian;
        Ask(order.Bind(1, (0, DcePdus.Svcctl)));
        Reply(order.BindAck(1, "135", (0, DcePdus.Ndr)));
        Ask(order.Request(2, 0, 12, order.CreateService("BTOBTO", "calc.exe")));
        Reply(order.Response(2, 0, [.. order.U32(0), .. order.Handle(7), .. order.U32(1073)]));
        var call = Assert.Single(Calls);
        Assert.Equal(("CreateServiceW", 1073u), (call.Operation, call.ReturnStatus!.Value));
        Assert.Contains(new DceRpcArgument("service_name", "BTOBTO"), call.Arguments);
    }

    [Fact]
    public void Sealed_parameters_are_not_read()
    {
        byte[] seal = [9, 6, 0, 0, 0, 0, 0, 0, .. new byte[16]];                             // SPNEGO, privacy
        Bound();
        Ask(Le.Request(2, 0, 12, Le.CreateService("BTOBTO", "calc.exe"), trailer: seal));
        Reply(Le.Response(2, 0, new byte[32], trailer: seal));
        var call = Assert.Single(Calls);
        Assert.Empty(call.Arguments);
        Assert.Null(call.ReturnStatus);
        Assert.Equal((9, 6), (call.AuthenticationType!.Value, call.AuthenticationLevel!.Value));
    }

    [Fact]
    public void Padding_in_front_of_a_signature_is_no_parameter()
    {
        Bound();
        Ask(Le.Request(2, 0, 15, new byte[8]));
        byte[] signature = [10, 5, 12, 0, 0, 0, 0, 0, .. new byte[16]];                      // NTLM, integrity, 12 bytes of padding
        Reply(Le.Response(2, 0, [.. Le.U32(5), .. new byte[12]], trailer: signature));
        Assert.Equal((5u, 4L), (Calls[0].ReturnStatus!.Value, Calls[0].ResponseBytes));
    }

    [Fact]
    public void Calls_without_an_answer_are_told_when_the_connection_ends()
    {
        Bound();
        Ask(Le.Request(2, 0, 15, new byte[8]));
        Ask(Le.Request(3, 0, 16, new byte[8], First | Last | Maybe));                        // expects none: told at once
        Assert.Single(Calls);
        _parser.OnClose(_flow);
        Assert.Equal([3, 3], Calls.Select(call => call.Outcome == DceRpcOutcome.Unanswered ? 3 : 0));
    }

    [Fact]
    public void A_call_of_a_connection_whose_bind_was_not_seen_has_no_interface()
    {
        Ask(Le.Request(2, 0, 15, new byte[8]));
        Reply(Le.Response(2, 0, new byte[8]));
        Assert.Equal((null, "unknown-15"), (Calls[0].Endpoint, Calls[0].Operation));
    }

    [Fact]
    public void More_open_calls_than_anybody_has_are_not_kept()
    {
        Bound();
        for (uint id = 2; id < 200; id++) Ask(Le.Request(id, 0, 15, []));
        Assert.Equal(198 - DceRpcCalls.MaxOpen, Calls.Count);
        Assert.Equal(["dce_rpc_too_many_open_calls"], _flow.Weirds.Distinct());
    }

    [Fact]
    public void Behind_a_gap_the_next_pdu_is_found()
    {
        Bound();
        Ask(Le.Request(2, 0, 15, new byte[8]));
        _parser.OnGap(Direction.FromResponder, 100, _flow);
        Reply([1, 2, 3, 4, 5, 6, 7, 8]);                                                     // the rest of something
        Reply(Le.Response(2, 0, new byte[8]));
        Assert.Single(Calls);
    }

    [Fact]
    public void No_prefix_of_a_conversation_makes_a_wrong_call()
    {
        foreach (var order in new[] { DcePdus.LittleEndian, DcePdus.BigEndian })
        {
            var whole = DcePdus.Conversation(order).Turns;
            for (var turn = 0; turn < whole.Count; turn++)
                for (var cut = 0; cut < whole[turn].Bytes.Length; cut++) Prefix(whole, turn, cut);
        }
    }

    private static void Prefix(IReadOnlyList<(Direction Direction, byte[] Bytes)> whole, int turn, int cut)
    {
        var flow = new RecordingFlow();
        var parser = new DceRpcParser();
        for (var i = 0; i < turn; i++) parser.Parse(whole[i].Bytes, whole[i].Direction, flow);
        var told = flow.Events.Count;
        var result = parser.Parse(whole[turn].Bytes.AsSpan(0, cut), whole[turn].Direction, flow);
        Assert.Equal(told, flow.Events.Count);
        Assert.Equal(new ParseResult(ParseStatus.Continue, 0), result);
    }

    [Fact]
    public void A_fragment_of_a_long_answer_allocates_nothing()
    {
        Bound();
        Ask(Le.Request(2, 0, 15, new byte[8]));
        var fragment = Le.Response(2, 0, new byte[4256], 0);
        Assert.Equal(0, Allocations.Least(() => _parser.Parse(fragment, Direction.FromResponder, _flow)));
    }

    [Fact]
    public void Reset_forgets_everything()
    {
        Bound();
        Ask(Le.Request(2, 0, 15, new byte[8]));
        _parser.Reset();
        _flow.Events.Clear();
        _parser.OnClose(_flow);
        Ask(Le.Request(2, 0, 15, new byte[8]));
        Reply(Le.Response(2, 0, new byte[8]));
        Assert.Null(Assert.Single(Calls).Endpoint);
    }

    private void Bound()
    {
        Ask(Le.Bind(1, (0, DcePdus.Svcctl)));
        Reply(Le.BindAck(1, "49667", (0, DcePdus.Ndr)));
    }

    private void Ask(byte[] pdu) => _parser.Parse(pdu, Direction.FromOriginator, _flow);

    private void Reply(byte[] pdu) => _parser.Parse(pdu, Direction.FromResponder, _flow);

    private void Later(TimeSpan by) => _flow.Now += by;
}
