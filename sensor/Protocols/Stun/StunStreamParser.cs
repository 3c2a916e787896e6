using NetSensor.Events;
using NetSensor.Protocols.Framing;

namespace NetSensor.Protocols.Stun;

/// <summary>STUN and TURN over TCP: messages follow each other, between them the data of TURN's channels (RFC 8656 §12.5).</summary>
public sealed class StunStreamParser : FrameParser
{
    private const int EnoughBytes = 2048;           // messages fit into a packet
    private const int ChannelHead = 4;

    private readonly StunSession _session = new();

    /// <inheritdoc/>
    protected override int Enough => EnoughBytes;

    /// <inheritdoc/>
    public override void OnClose(IFlowContext flow) => _session.Close(flow);

    /// <inheritdoc/>
    public override void Reset()
    {
        base.Reset();
        _session.Reset();
    }

    /// <inheritdoc/>
    protected override int FrameLength(scoped ReadOnlySpan<byte> bytes, Direction direction)
    {
        if (bytes[0] is >= 64 and <= 79 && _session.HasBegun)
            return bytes.Length < ChannelHead ? Unknown : ChannelHead + ((((bytes[2] << 8) | bytes[3]) + 3) & ~3);
        if (bytes[0] >= 64) return NoFrame;
        return bytes.Length < StunMessage.HeadLength ? Unknown : StunMessage.HeadLength + ((bytes[2] << 8) | bytes[3]);
    }

    /// <inheritdoc/>
    protected override ParseStatus OnFrame(scoped ReadOnlySpan<byte> frame, Direction direction, IFlowContext flow)
    {
        if (frame[0] >= 64) return ParseStatus.Continue;
        if (!StunMessage.TryRead(frame, out var message)) return ParseStatus.NotThis;
        _session.OnMessage(message, flow);
        return ParseStatus.Continue;
    }
}
