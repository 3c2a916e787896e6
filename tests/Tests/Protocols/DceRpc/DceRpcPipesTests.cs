using NetSensor.Events;
using NetSensor.Protocols.DceRpc;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Protocols.DceRpc;

public sealed class DceRpcPipesTests
{
    private static readonly DcePdus Le = DcePdus.LittleEndian;
    private readonly RecordingFlow _flow = new();
    private readonly DceRpcPipes _pipes = new();

    private IReadOnlyList<DceRpcCallEvent> Calls => [.. _flow.Events.OfType<DceRpcCallEvent>()];

    [Fact]
    public void Two_pipes_of_a_connection_are_two_conversations()
    {
        Data(1, "svcctl", Direction.FromOriginator, Le.Bind(1, (0, DcePdus.Svcctl)));
        Data(2, "samr", Direction.FromOriginator, Le.Bind(1, (0, DcePdus.Samr)));
        Data(1, "svcctl", Direction.FromOriginator, Le.Request(2, 0, 15, new byte[8]));
        Data(2, "samr", Direction.FromOriginator, Le.Request(2, 0, 64, new byte[8]));
        Data(2, "samr", Direction.FromResponder, Le.Response(2, 0, new byte[8]));
        Data(1, "svcctl", Direction.FromResponder, Le.Response(2, 0, new byte[8]));
        Assert.Equal(["samr SamrConnect5", "svcctl OpenSCManagerW"], Calls.Select(call => $"{call.Pipe} {call.Operation}"));
    }

    [Fact]
    public void Pieces_of_any_size_give_the_same()
    {
        var bind = Le.Bind(1, (0, DcePdus.Svcctl));
        var request = Le.Request(2, 0, 12, Le.CreateService("BTOBTO", "calc.exe"));
        for (var size = 1; size < 40; size++)
        {
            _flow.Events.Clear();
            foreach (var piece in bind.Concat(request).Chunk(size)) Data((byte)size, "svcctl", Direction.FromOriginator, piece);
            Data((byte)size, "svcctl", Direction.FromResponder, Le.Response(2, 0, new byte[8]));
            Assert.Equal("CreateServiceW", Assert.Single(Calls).Operation);
        }
    }

    [Fact]
    public void What_is_no_rpc_is_passed_over()
    {
        Data(1, "PSEXESVC-stdin", Direction.FromOriginator, "whoami\r\n"u8.ToArray());
        Assert.Empty(_flow.Services);
        Assert.Empty(_flow.Events);
    }

    [Fact]
    public void A_pipe_that_is_closed_tells_what_was_not_answered()
    {
        Data(1, "svcctl", Direction.FromOriginator, Le.Bind(1, (0, DcePdus.Svcctl)));
        Data(1, "svcctl", Direction.FromOriginator, Le.Request(2, 0, 15, new byte[8]));
        _pipes.OnPipeClosed(1, _flow);
        Assert.Equal(DceRpcOutcome.Unanswered, Assert.Single(Calls).Outcome);
    }

    [Fact]
    public void More_open_pipes_than_anybody_has_are_given_up()
    {
        for (var pipe = 0; pipe < 300; pipe++) _pipes.OnData((UInt128)pipe, "svcctl", Direction.FromOriginator, Le.Bind(1, (0, DcePdus.Svcctl)), _flow);
        Assert.Equal(["SMB_discarded_dce_rpc_analyzers"], _flow.Weirds.Distinct());
    }

    [Fact]
    public void Of_an_enormous_pdu_the_beginning_is_read_and_the_rest_passed_over()
    {
        Data(1, "svcctl", Direction.FromOriginator, Le.Bind(1, (0, DcePdus.Svcctl)));
        byte[] stub = [.. Le.CreateService("BTOBTO", "calc.exe"), .. new byte[60_000]];
        foreach (var piece in Le.Request(2, 0, 12, stub).Chunk(1000)) Data(1, "svcctl", Direction.FromOriginator, piece);
        Data(1, "svcctl", Direction.FromResponder, Le.Response(2, 0, new byte[8]));
        var call = Assert.Single(Calls);
        Assert.Equal(stub.Length, call.RequestBytes);
        Assert.Contains(new DceRpcArgument("service_name", "BTOBTO"), call.Arguments);
    }

    private void Data(byte file, string pipe, Direction direction, byte[] bytes) => _pipes.OnData(file, pipe, direction, bytes, _flow);
}
