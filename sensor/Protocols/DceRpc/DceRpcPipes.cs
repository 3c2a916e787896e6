using NetSensor.Events;

namespace NetSensor.Protocols.DceRpc;

/// <summary>
/// DCE/RPC over the named pipes of one SMB connection: SMB hands over what is written to and read from each open pipe, this keeps a conversation per
/// pipe. Belongs to the parser of the connection and is pooled with it.
/// </summary>
public sealed class DceRpcPipes
{
    private const int MaxPipes = 128;               // opened at a time on one connection; domain controllers' clients hold a handful
    private const int MaxIdle = 4;                  // conversations kept for the next pipes

    private readonly Dictionary<UInt128, DceRpcConversation> _open = [];
    private readonly Stack<DceRpcConversation> _idle = new(MaxIdle);

    /// <summary>
    /// Bytes that were written to the pipe (from the originator) or read from it (from the responder), in order and in pieces of any size: the data of
    /// WRITE requests and READ answers, both ways of FSCTL_PIPE_TRANSCEIVE and of SMB 1 transactions. Data that is no DCE/RPC is passed over, so this
    /// may be called for any file of which SMB does not know whether it is a pipe.
    /// </summary>
    /// <param name="file">Identifies the open within the connection ([MS-SMB2] §2.2.14.1's FileId; the FID and UID of SMB 1).</param>
    /// <param name="pipe">Name of the pipe as it was opened ("svcctl", "\PIPE\lsass"); null when the open was not seen.</param>
    /// <param name="direction">Who sent the bytes.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="flow">The SMB connection.</param>
    public void OnData(UInt128 file, string? pipe, Direction direction, scoped ReadOnlySpan<byte> bytes, IFlowContext flow)
    {
        if (!_open.TryGetValue(file, out var conversation))
        {
            if (DceRpcPdu.Read(bytes, out _) == ProbeVerdict.No) return;
            if (_open.Count >= MaxPipes) Discard(flow);
            conversation = _idle.TryPop(out var idle) ? idle : new DceRpcConversation();
            _open.Add(file, conversation);
        }
        conversation.PipeName ??= pipe;
        conversation.OnData(bytes, direction, flow);
    }

    /// <summary>
    /// Bytes of this direction of the connection were lost. Nobody knows of which pipe: what was begun on any of them and has not ended is given up, since
    /// a PDU with a hole in it would swallow the next ones and tell what nobody said.
    /// </summary>
    public void OnGap(Direction direction)
    {
        foreach (var conversation in _open.Values) conversation.OnGap(direction);
    }

    /// <summary>The pipe was closed.</summary>
    public void OnPipeClosed(UInt128 file, IFlowContext flow)
    {
        if (_open.Remove(file, out var conversation)) End(conversation, flow);
    }

    /// <summary>The connection ends: what is still open is told.</summary>
    public void OnClose(IFlowContext flow)
    {
        foreach (var conversation in _open.Values) End(conversation, flow);
        _open.Clear();
    }

    /// <summary>Forgets everything, for the next connection.</summary>
    public void Reset()
    {
        foreach (var conversation in _open.Values) Keep(conversation);
        _open.Clear();
    }

    /// <summary>As Zeek does when too many are open: all are given up, under its name for that.</summary>
    private void Discard(IFlowContext flow)
    {
        flow.Weird("SMB_discarded_dce_rpc_analyzers", null, "SMB");
        OnClose(flow);
    }

    private void End(DceRpcConversation conversation, IFlowContext flow)
    {
        conversation.OnClose(flow);
        Keep(conversation);
    }

    private void Keep(DceRpcConversation conversation)
    {
        conversation.Reset();
        if (_idle.Count < MaxIdle) _idle.Push(conversation);
    }
}
