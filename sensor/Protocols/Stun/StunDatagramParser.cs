using NetSensor.Events;
using NetSensor.Protocols.Framing;

namespace NetSensor.Protocols.Stun;

/// <summary>
/// STUN over UDP. What else runs over the flow is told by its first byte (RFC 7983): media pass by; DTLS takes the flow over, which is then its own.
/// </summary>
public sealed class StunDatagramParser : DatagramParser
{
    private readonly StunSession _session = new();

    /// <inheritdoc/>
    public override ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        if (StunMessage.TryRead(bytes, out var message))
        {
            _session.OnMessage(message, flow);
            return ParseResult.Continue(bytes.Length);
        }
        switch (bytes[0])
        {
            case >= 64 and <= 79 when _session.HasBegun:              // TURN channels
            case >= 128 and <= 191 when _session.HasBegun:            // RTP, RTCP
                return ParseResult.Continue(bytes.Length);
            case >= 20 and <= 63:                                     // DTLS
                flow.RetractService(StunProtocol.Service);
                return ParseResult.NotThis;
            default:
                return ParseResult.NotThis;
        }
    }

    /// <inheritdoc/>
    public override void OnClose(IFlowContext flow) => _session.Close(flow);

    /// <inheritdoc/>
    public override void Reset() => _session.Reset();
}
