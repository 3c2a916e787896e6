using NetSensor.Events;

namespace NetSensor.Protocols.DceRpc;

/// <summary>One conversation of a client and a server: a TCP connection, or an open named pipe.</summary>
public sealed class DceRpcConversation
{
    private readonly DceRpcFragments[] _sides = [new(), new()];
    private bool _sawSignature;                     // the first one of a request tells, the others say the same

    /// <summary>Name of the pipe as SMB opened it; null over TCP, and when the open was not seen.</summary>
    public string? PipeName { get; set; }

    /// <summary>Bytes of one direction, in order and in pieces of any size.</summary>
    public void OnData(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        var side = _sides[(int)direction];
        while (side.TryNext(ref bytes, out var pdu, out var header)) OnPdu(header, pdu, direction, flow);   // ends: each turn takes a PDU off
    }

    /// <summary>Bytes of one direction were lost.</summary>
    public void OnGap(Direction direction) => _sides[(int)direction].Drop();

    /// <summary>A PDU, or the kept beginning of a large one.</summary>
    public void OnPdu(in DceRpcPdu header, scoped ReadOnlySpan<byte> pdu, Direction direction, IFlowContext flow)
    {
        flow.ConfirmService(DceRpcProtocol.Service);
        if (header.HasTrailer && (header.Authenticates || !_sawSignature)) header.ConfirmAuthentication(pdu, flow);
        _sawSignature |= header.HasTrailer && !header.Authenticates;
    }

    /// <summary>The pipe or connection ends.</summary>
    public void OnClose(IFlowContext flow) { }

    /// <summary>Forgets everything, for the next one.</summary>
    public void Reset()
    {
        _sides[0].Reset();
        _sides[1].Reset();
        _sawSignature = false;
        PipeName = null;
    }
}
