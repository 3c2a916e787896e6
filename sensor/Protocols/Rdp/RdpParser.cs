using NetSensor.Events;

namespace NetSensor.Protocols.Rdp;

/// <summary>Follows the opening of RDP until it turns to TLS, or shows itself in its own encryption.</summary>
public sealed class RdpParser : IProtocolParser
{
    private bool _requested;

    /// <inheritdoc/>
    public ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        long consumed = 0;
        while (consumed < bytes.Length)                    // ends: each turn consumes a frame, or leaves
        {
            var rest = bytes[(int)consumed..];
            var verdict = RdpMessage.Read(rest, out var message);
            if (verdict == ProbeVerdict.No) return _requested ? ParseResult.Done : ParseResult.NotThis;
            if (verdict == ProbeVerdict.Maybe || rest.Length < message.Length) break;
            var frame = rest[..message.Length];
            consumed += message.Length;
            if (direction == Direction.FromOriginator && message.Code == RdpMessage.ConnectionRequest) _requested = true;
            if (message.Code == RdpMessage.ConnectionConfirm && RdpMessage.ChoosesTls(frame)) return ParseResult.Upgrade(consumed);
            if (message.Code != RdpMessage.Data || (!RdpMessage.IsClientConnect(frame) && !RdpMessage.IsServerConnect(frame))) continue;
            flow.ConfirmService(RdpProtocol.Service);
            return ParseResult.Done;
        }
        return ParseResult.Continue(consumed);
    }

    /// <inheritdoc/>
    public ParseResult OnGap(Direction direction, long missingBytes, IFlowContext flow) => ParseResult.Done;

    /// <inheritdoc/>
    public void OnEndOfStream(Direction direction, IFlowContext flow) { }

    /// <inheritdoc/>
    public void OnClose(IFlowContext flow) { }

    /// <inheritdoc/>
    public void Reset() => _requested = false;
}
