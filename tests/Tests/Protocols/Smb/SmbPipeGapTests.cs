using NetSensor.Events;
using NetSensor.Protocols.Smb;
using NetSensor.Tests.Flows;
using NetSensor.Tests.Protocols.DceRpc;
using NetSensor.Wire;
using static NetSensor.Tests.Protocols.Smb.SmbMessages;

namespace NetSensor.Tests.Protocols.Smb;

/// <summary>A segment that the capture lost takes a piece out of a call over a pipe: that call is given up, and no other.</summary>
public sealed class SmbPipeGapTests
{
    private static readonly DcePdus Dce = DcePdus.LittleEndian;

    private readonly PacketScript _wire = new(null, SmbProtocol.Descriptor) { ServerPort = 445 };
    private uint _client = 1000, _server = 5000, _message = 10;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_call_behind_the_lost_one_is_read(bool isLost)
    {
        Connect();
        Answered(Dce.Bind(1, (0, DcePdus.Svcctl)));
        var torn = Dce.Request(2, 0, 12, [.. Dce.CreateService("BTOBTO", "calc.exe"), .. new byte[3000]]);
        var pieces = torn.Chunk(1000).ToArray();
        for (var piece = 0; piece < pieces.Length; piece++) Answered(pieces[piece], isCaptured: piece != 1 || !isLost);
        Answered(Dce.Request(3, 0, 19, new byte[28])); // StartServiceW; shorter than what was lost: a PDU with a hole would swallow it
        Answer(Dce.Response(3, 0, new byte[4]));
        _wire.AllFlows();
        var calls = _wire.Events.OfType<DceRpcCallEvent>().ToDictionary(call => call.Operation!, call => call.Outcome);
        Assert.Equal(DceRpcOutcome.Answered, calls["StartServiceW"]);
        Assert.Equal(!isLost, calls.ContainsKey("CreateServiceW"));
    }

    private void Connect()
    {
        _wire.Tcp(true, TcpFlags.Syn, _client++, 0, []);
        _wire.Tcp(false, TcpFlags.Syn | TcpFlags.Ack, _server++, _client, []);
        Say(true, TreeConnect(3, @"\\shop\IPC$"));
        Say(false, TreeConnectAnswer(3, type: 2));
        Say(true, Create(4, "svcctl"));
        Say(false, CreateAnswer(4, 1));
    }

    /// <summary>Writes to the pipe; the server says that it got it.</summary>
    private void Answered(byte[] data, bool isCaptured = true)
    {
        Say(true, Write(++_message, 1, data), isCaptured);
        Say(false, WriteAnswer(_message, data.Length));
    }

    /// <summary>Reads from the pipe.</summary>
    private void Answer(byte[] data)
    {
        Say(true, Read(++_message, 1, 4096));
        Say(false, ReadAnswer(_message, data));
    }

    private void Say(bool fromClient, byte[] bytes, bool isCaptured = true)
    {
        ref var next = ref _server;
        if (fromClient) next = ref _client;
        if (isCaptured) _wire.Tcp(fromClient, TcpFlags.Ack | TcpFlags.Psh, next, fromClient ? _server : _client, bytes);
        next += (uint)bytes.Length;
    }
}
