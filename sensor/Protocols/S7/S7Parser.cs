using NetSensor.Events;
using NetSensor.Protocols.Framing;

namespace NetSensor.Protocols.S7;

/// <summary>Names S7 communication once its own messages are seen (others speak COTP too), and tells what a controller says it is.</summary>
public sealed class S7Parser : FrameParser
{
    private const int EnoughBytes = 1024;           // a PDU has 240 to 960 bytes
    private const int MaxIdentities = 8;            // of a flow: two lists, read a few times
    private const int MaxForeign = 4;               // data that is not S7, before the flow is left alone

    private int _identities, _foreign;

    /// <inheritdoc/>
    protected override int Enough => EnoughBytes;

    /// <inheritdoc/>
    public override void Reset()
    {
        base.Reset();
        _identities = _foreign = 0;
    }

    /// <inheritdoc/>
    protected override int FrameLength(scoped ReadOnlySpan<byte> bytes, Direction direction) => S7Message.FrameLength(bytes);

    /// <inheritdoc/>
    protected override bool Begins(scoped ReadOnlySpan<byte> bytes) =>
        S7Message.FrameLength(bytes) is > 0 and var length && length <= bytes.Length && S7Message.IsS7(S7Message.Carried(bytes[..length]));

    /// <inheritdoc/>
    protected override ParseStatus OnFrame(scoped ReadOnlySpan<byte> frame, Direction direction, IFlowContext flow)
    {
        if (S7Message.IsConnection(frame)) return ParseStatus.Continue;
        var carried = S7Message.Carried(frame);
        if (carried.IsEmpty) return ParseStatus.Continue;                        // acknowledgements are empty frames
        if (!S7Message.IsS7(carried)) return ++_foreign >= MaxForeign ? ParseStatus.Done : ParseStatus.Continue;
        flow.ConfirmService(S7Protocol.Service);
        if (direction == Direction.FromOriginator || _identities >= MaxIdentities || S7Identity.Read(carried) is not { } identity) return ParseStatus.Continue;
        _identities++;
        flow.Emit(identity);
        return ParseStatus.Continue;
    }
}
