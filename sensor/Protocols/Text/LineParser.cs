using NetSensor.Events;

namespace NetSensor.Protocols.Text;

/// <summary>What parsers of line protocols share: cutting streams into lines, finding the next line behind a gap, and passing over endless ones.</summary>
public abstract class LineParser : IProtocolParser
{
    private bool _midLineOfOriginator;
    private bool _midLineOfResponder;

    /// <inheritdoc/>
    public ParseResult Parse(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow)
    {
        ref var midLine = ref direction == Direction.FromOriginator ? ref _midLineOfOriginator : ref _midLineOfResponder;
        long consumed = 0;
        while (consumed < bytes.Length)                    // ends: each turn consumes a line, or leaves
        {
            var rest = bytes[(int)consumed..];
            if (TakeRaw(rest, direction, flow) is var raw and > 0)
            {
                consumed += raw;
                continue;
            }
            if (!Lines.TryTake(rest, out var line, out var length))
            {
                if (rest.Length <= Lines.MaxLine && !midLine) break;
                midLine = true;
                return ParseResult.Continue(bytes.Length);
            }
            consumed += length;
            if (midLine)
            {
                midLine = false;
                continue;
            }
            var result = OnLine(line, direction, flow);
            if (result.Status != ParseStatus.Continue) return result with { Consumed = consumed };
            consumed += result.Consumed;
        }
        return ParseResult.Continue(consumed);
    }

    /// <inheritdoc/>
    public virtual ParseResult OnGap(Direction direction, long missingBytes, IFlowContext flow)
    {
        if (direction == Direction.FromOriginator) _midLineOfOriginator = true;
        else _midLineOfResponder = true;
        return ParseResult.Continue(0);
    }

    /// <inheritdoc/>
    public virtual void OnEndOfStream(Direction direction, IFlowContext flow) { }

    /// <inheritdoc/>
    public virtual void OnClose(IFlowContext flow) { }

    /// <inheritdoc/>
    public virtual void Reset()
    {
        _midLineOfOriginator = false;
        _midLineOfResponder = false;
    }

    /// <summary>Takes bytes that come instead of a line; says how many, 0 when a line comes.</summary>
    protected virtual int TakeRaw(scoped ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow) => 0;

    /// <summary>One line without its end. <see cref="ParseResult.Consumed"/> of the answer are bytes behind the line to pass over unseen.</summary>
    protected abstract ParseResult OnLine(scoped ReadOnlySpan<byte> line, Direction direction, IFlowContext flow);
}
