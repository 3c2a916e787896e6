using NetSensor.Events;

namespace NetSensor.Protocols.Framing;

/// <summary>The parser of a protocol whose messages are datagrams: no gaps, no end of stream.</summary>
public abstract class DatagramParser : IProtocolParser
{
    /// <inheritdoc/>
    public abstract ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow);

    /// <inheritdoc/>
    public ParseResult OnGap(Direction direction, long missingBytes, IFlowContext flow) => ParseResult.Continue(0);

    /// <inheritdoc/>
    public void OnEndOfStream(Direction direction, IFlowContext flow) { }

    /// <inheritdoc/>
    public virtual void OnClose(IFlowContext flow) { }

    /// <inheritdoc/>
    public abstract void Reset();
}
