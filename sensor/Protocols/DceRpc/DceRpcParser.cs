using NetSensor.Events;

namespace NetSensor.Protocols.DceRpc;

/// <summary>Follows DCE/RPC over TCP: the first whole PDU names it, binds tell how its peers authenticate.</summary>
public sealed class DceRpcParser : IProtocolParser
{
    private bool _confirmed;
    private bool _sawSignature;         // the first one of a request tells, the others say the same

    /// <inheritdoc/>
    public ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        long consumed = 0;
        while (consumed < bytes.Length)                    // ends: each turn consumes a PDU, or leaves
        {
            var rest = bytes[(int)consumed..];
            var verdict = DceRpcPdu.Read(rest, out var pdu);
            if (verdict == ProbeVerdict.No) return Broken(flow);
            if (verdict == ProbeVerdict.Maybe) break;
            var looksAtTrailer = pdu.HasTrailer && (pdu.Authenticates || !_sawSignature);
            if (rest.Length < pdu.FragmentLength && (!_confirmed || looksAtTrailer)) break;
            _confirmed = true;
            _sawSignature |= pdu.HasTrailer && !pdu.Authenticates;
            flow.ConfirmService(DceRpcProtocol.Service);
            if (looksAtTrailer) pdu.ConfirmAuthentication(rest, flow);
            consumed += pdu.FragmentLength;
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
    public ParseResult OnGap(Direction direction, long missingBytes, IFlowContext flow) => ParseResult.Done;

    /// <inheritdoc/>
    public void OnEndOfStream(Direction direction, IFlowContext flow) { }

    /// <inheritdoc/>
    public void OnClose(IFlowContext flow) { }

    /// <inheritdoc/>
    public void Reset() => _confirmed = _sawSignature = false;
}
