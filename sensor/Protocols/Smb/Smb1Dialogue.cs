using NetSensor.Events;
using NetSensor.Protocols.DceRpc;

namespace NetSensor.Protocols.Smb;

/// <summary>Reads the messages of SMB 1 ([MS-CIFS], [MS-SMB]) of one connection: chains of commands, requests, and the answers that belong to them.</summary>
internal sealed class Smb1Dialogue
{
    private const int MaxCommands = 8;              // in one message; clients chain up to three

    private readonly Smb1Requests _requests;
    private readonly Smb1Answers _answers;

    /// <summary>The dialogue of a connection with this negotiation and these logons.</summary>
    public Smb1Dialogue(SmbNegotiation negotiation, SmbLogon logon)
    {
        _requests = new Smb1Requests(Ledger, negotiation, logon);
        _answers = new Smb1Answers(Ledger, negotiation, logon);
    }

    /// <summary>The books.</summary>
    public SmbLedger Ledger { get; } = new(version: 1);

    /// <summary>
    /// How much of a long message is worth waiting for: <paramref name="whole"/>, or only the <paramref name="head"/> that is there when the rest is a file's
    /// content.
    /// </summary>
    public int Wanted(ReadOnlySpan<byte> message, int head, int whole)
    {
        if (!Smb1Header.TryRead(message, out var header)) return head;
        var offsetAt = (header.Command, header.IsReply) switch
        {
            (Smb1Command.WriteAndX, false) => Smb1Requests.WriteOffset,
            (Smb1Command.ReadAndX, true) => Smb1Answers.ReadOffset,
            _ => -1,
        };
        if (offsetAt < 0) return whole;
        if (Ledger.Tree(header.Session, header.Tree) is { Type: not SmbShareType.Unknown } tree) return tree.Type == SmbShareType.Pipe ? whole : head;
        if (!Smb1Block.TryRead(message, header.Command, Smb1Header.Length, out var block)) return head;
        int offset = block.Word(offsetAt);
        return offset < message.Length && DceRpcPdu.Read(message[offset..], out _) != ProbeVerdict.No ? whole : head;
    }

    /// <summary>A message, of which the end may be cut.</summary>
    public void OnMessage(ReadOnlySpan<byte> message, IFlowContext flow)
    {
        if (!Smb1Header.TryRead(message, out var header)) return;
        var (command, place) = (header.Command, Smb1Header.Length);
        for (var commands = 0; commands < MaxCommands; commands++)
        {
            if (!Smb1Block.TryRead(message, command, place, out var block)) return;
            if (header.IsReply) _answers.Read(message, header, block, flow);
            else _requests.Read(message, header, block, flow);
            if (!block.TryNext(place, out command, out var next)) return;
            place = next;
        }
    }
}
