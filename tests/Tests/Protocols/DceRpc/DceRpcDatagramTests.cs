using NetSensor.Events;
using NetSensor.Protocols.DceRpc;
using NetSensor.Tests.Support;

namespace NetSensor.Tests.Protocols.DceRpc;

public sealed class DceRpcDatagramTests
{
    private static readonly DcePdus Le = DcePdus.LittleEndian;
    private readonly RecordingFlow _flow = new();
    private readonly DceRpcDatagramParser _parser = new();

    /// <summary>A connectionless PDU (C706 §12.5.2).</summary>
    public static byte[] Datagram(byte type, byte flags, uint sequence, int opnum, byte[] body) =>
    [
        4, type, flags, 0, 0x10, 0, 0, 0, .. new byte[16], .. Le.Uuid(DcePdus.Svcctl), .. Le.Uuid(DcePdus.Samr),   // no object; interface; activity
        .. Le.U32(1), .. Le.U32(2), .. Le.U32(sequence), .. Le.U16(opnum), 0xff, 0xff, 0xff, 0xff,
        .. Le.U16(body.Length), .. Le.U16(0), 0, 0, .. body,
    ];

    public static FuzzSeed Conversation => FuzzSeed.Talk(
        Datagram(0, 0x20, 1, 12, Le.CreateService("BTOBTO", "calc.exe")), Datagram(2, 0, 1, 12, Le.U32(0)), Datagram(0, 0x10, 2, 15, new byte[8]), Datagram(3, 0, 3, 15, Le.U32(5)));

    [Fact]
    public void A_call_over_datagrams_is_told()
    {
        _parser.Parse(Datagram(0, 0x20, 1, 12, Le.CreateService("BTOBTO", "calc.exe")), Direction.FromOriginator, _flow);
        _parser.Parse(Datagram(0, 0x20, 1, 12, Le.CreateService("BTOBTO", "calc.exe")), Direction.FromOriginator, _flow);     // sent again
        _parser.Parse(Datagram(2, 0, 1, 12, Le.U32(5)), Direction.FromResponder, _flow);
        var call = Assert.IsType<DceRpcCallEvent>(Assert.Single(_flow.Events));
        Assert.Equal(("svcctl", "CreateServiceW", 5u), (call.Endpoint, call.Operation, call.ReturnStatus!.Value));
        Assert.Contains(new DceRpcArgument("service_name", "BTOBTO"), call.Arguments);
        Assert.Equal(["dce_rpc"], _flow.Services);
    }

    [Fact]
    public void No_prefix_is_a_datagram()
    {
        var whole = Datagram(0, 0x20, 1, 12, new byte[20]);
        for (var cut = 0; cut < whole.Length; cut++) Assert.False(DceRpcDatagram.Read(whole.AsSpan(0, cut), out _));
        Assert.True(DceRpcDatagram.Read(whole, out _));
    }

    [Fact]
    public void A_body_that_does_not_fill_the_datagram_is_another_protocol() =>
        Assert.False(DceRpcDatagram.Read([.. Datagram(0, 0x20, 1, 12, new byte[20]), 1], out _));
}
