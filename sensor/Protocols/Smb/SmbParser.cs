using NetSensor.Events;
using NetSensor.Protocols.DceRpc;
using NetSensor.Protocols.Gssapi;

namespace NetSensor.Protocols.Smb;

/// <summary>Walks the messages of an SMB connection by their heads: names it, how its peers authenticate, and DCE/RPC over its pipes.</summary>
public sealed class SmbParser : IProtocolParser
{
    /// <inheritdoc/>
    public ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        long consumed = 0;
        while (consumed < bytes.Length)                    // ends: each turn consumes a frame, or leaves
        {
            var rest = bytes[(int)consumed..];
            var verdict = NetBiosFrame.Read(rest, out var frame);
            if (verdict == ProbeVerdict.No) return ParseResult.Violation;
            if (verdict == ProbeVerdict.Maybe) break;
            if (frame.IsMessage && frame.Length > 0)
            {
                var head = rest[NetBiosFrame.HeaderLength..];
                var wanted = Math.Min(frame.Length, SmbMessage.HeadLength);
                if (head.Length < wanted) break;
                OnMessage(head[..Math.Min(head.Length, frame.Length)], direction, flow);
            }
            consumed += NetBiosFrame.HeaderLength + frame.Length;
        }
        return ParseResult.Continue(consumed);
    }

    private static void OnMessage(scoped ReadOnlySpan<byte> message, Direction direction, IFlowContext flow)
    {
        if (direction == Direction.FromResponder && SmbMessage.Begins(message) == ProbeVerdict.Yes) flow.ConfirmService(SmbProtocol.Service);
        switch (SmbMessage.Cargo(message, out var cargo))
        {
            case SmbCargo.Token:
                AuthenticationToken.Confirm(cargo, flow);
                break;
            case SmbCargo.Data when DceRpcPdu.Read(cargo, out var pdu) == ProbeVerdict.Yes:
                flow.ConfirmService(DceRpcProtocol.Service);
                pdu.ConfirmAuthentication(cargo, flow);
                break;
        }
    }

    /// <inheritdoc/>
    public ParseResult OnGap(Direction direction, long missingBytes, IFlowContext flow) => ParseResult.Done;

    /// <inheritdoc/>
    public void OnEndOfStream(Direction direction, IFlowContext flow) { }

    /// <inheritdoc/>
    public void OnClose(IFlowContext flow) { }

    /// <inheritdoc/>
    public void Reset() { }
}
