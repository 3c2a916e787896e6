using NetSensor.Events;

namespace NetSensor.Protocols.DceRpc;

/// <summary>DCE/RPC over TCP: the first PDU names it, the conversation tells binds and calls.</summary>
public sealed class DceRpcParser : IProtocolParser
{
    private readonly DceRpcConversation _conversation = new();
    private readonly bool[] _isLost = new bool[2];  // per direction: whether a gap left it unknown where PDUs begin
    private bool _confirmed;

    /// <inheritdoc/>
    public ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        long consumed = 0;
        while (consumed < bytes.Length)                    // ends: each turn consumes a PDU, or leaves
        {
            var rest = bytes[(int)consumed..];
            var verdict = DceRpcPdu.Read(rest, out var header);
            if (verdict == ProbeVerdict.No) return _isLost[(int)direction] ? ParseResult.Continue(bytes.Length) : Broken(flow);
            if (verdict == ProbeVerdict.Maybe) break;
            var kept = Math.Min(header.FragmentLength, DceRpcFragments.KeptBytes);
            if (rest.Length < kept) break;
            _isLost[(int)direction] = false;
            _confirmed = true;
            _conversation.OnPdu(header, rest[..kept], flow);
            consumed += header.FragmentLength;
        }
        return ParseResult.Continue(consumed);
    }

    private ParseResult Broken(IFlowContext flow)
    {
        if (!_confirmed) return ParseResult.NotThis;
        flow.RetractService(DceRpcProtocol.Service);
        return ParseResult.Violation;
    }

    /// <inheritdoc/>
    public ParseResult OnGap(Direction direction, long missingBytes, IFlowContext flow)
    {
        _isLost[(int)direction] = true;
        return ParseResult.Continue(0);
    }

    /// <inheritdoc/>
    public void OnEndOfStream(Direction direction, IFlowContext flow) { }

    /// <inheritdoc/>
    public void OnClose(IFlowContext flow) => _conversation.OnClose(flow);

    /// <inheritdoc/>
    public void Reset()
    {
        _conversation.Reset();
        _isLost.AsSpan().Clear();
        _confirmed = false;
    }
}
