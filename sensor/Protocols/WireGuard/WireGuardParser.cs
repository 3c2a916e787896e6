using NetSensor.Events;
using NetSensor.Protocols.Framing;

namespace NetSensor.Protocols.WireGuard;

/// <summary>Waits for the answer to a handshake: its index proves the protocol.</summary>
public sealed class WireGuardParser : DatagramParser
{
    private readonly byte[] _sender = new byte[4];
    private Direction _asker;

    /// <inheritdoc/>
    public override ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        if (WireGuardMessage.IsInitiation(bytes))
        {
            _asker = direction;
            WireGuardMessage.Sender(bytes).CopyTo(_sender);
            return ParseResult.Continue(bytes.Length);
        }
        if (direction == _asker || !WireGuardMessage.Answers(bytes, _sender)) return ParseResult.NotThis;
        flow.ConfirmService(WireGuardProtocol.Service);
        return ParseResult.Done;
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        _asker = Direction.FromOriginator;
        _sender.AsSpan().Clear();
    }
}
