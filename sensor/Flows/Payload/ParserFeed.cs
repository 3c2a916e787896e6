using NetSensor.Events;
using NetSensor.Protocols;
using NetSensor.Wire;

namespace NetSensor.Flows.Payload;

/// <summary>
/// Shows one parser what its flow says, and keeps what it leaves: the first bytes once more in the order in which they came, then each next piece, and
/// losses. What the parser answers is for <see cref="FlowPayload"/> to judge.
/// </summary>
internal sealed class ParserFeed(StreamMemory memory, PayloadCounters counters)
{
    private const int ParserBytes = 192; // fetched ahead

    private IProtocolParser? _parser;

    /// <summary>The parser from here on.</summary>
    public void Attach(IProtocolParser parser) => _parser = parser;

    /// <summary>Asks for the parser (<see cref="CacheLines"/>).</summary>
    public void FetchParser() => CacheLines.Fetch(_parser, ParserBytes);

    /// <summary>Lets go of the parser, and gives it back; null when there is none.</summary>
    public IProtocolParser? Detach()
    {
        var parser = _parser;
        _parser = null;
        return parser;
    }

    /// <summary>One datagram, which stands alone.</summary>
    public ParseResult Datagram(ReadOnlySpan<byte> bytes, Direction direction, IFlowContext flow) => _parser!.Parse(bytes, direction, flow);

    /// <summary>One direction of a stream ended orderly.</summary>
    public void EndOfStream(Direction direction, IFlowContext flow) => _parser?.OnEndOfStream(direction, flow);

    /// <summary>
    /// Tells a new parser everything so far, until it answers otherwise than that it goes on; <paramref name="last"/> is the direction that it answered to.
    /// </summary>
    public ParseStatus TellFirst(IFlowContext flow, out Direction last)
    {
        var said = TellLeadingGap(last = Direction.FromOriginator, flow);
        if (said == ParseStatus.Continue) said = TellLeadingGap(last = Direction.FromResponder, flow);
        if (said != ParseStatus.Continue) return said;
        var (toldOfOriginator, toldOfResponder) = (0, 0);
        for (var turn = 0; turn < memory.Turns; turn++)
        {
            (last, var length) = memory.Turn(turn);
            ref var told = ref last == Direction.FromOriginator ? ref toldOfOriginator : ref toldOfResponder;
            told += length;
            memory[last].ShowUpTo(told);
            if (!memory[last].Shown.IsEmpty) said = PresentStored(last, flow);
            if (said != ParseStatus.Continue) return said;
        }
        if (memory[Direction.FromOriginator].Ended) EndOfStream(Direction.FromOriginator, flow);
        if (memory[Direction.FromResponder].Ended) EndOfStream(Direction.FromResponder, flow);
        if (memory.IsSettled) memory.ForgetFirst();
        return ParseStatus.Continue;
    }

    /// <summary>Tells the next bytes of a stream, as many as are <paramref name="taken"/>; false when what the parser left of them cannot be kept.</summary>
    public bool TryTell(Direction direction, ReadOnlySpan<byte> bytes, IFlowContext flow, out int taken, out ParseStatus said)
    {
        ref var side = ref memory[direction];
        if (memory.KeepsFirst && !memory.HasRoomFor(direction, bytes.Length)) memory.ForgetFirst();
        var piece = bytes[..Math.Min(bytes.Length, PayloadLimits.BufferedBytes - side.Length)];
        taken = piece.Length;
        if (piece.IsEmpty)
        {
            counters.BufferLimitHits++;
            said = TellGap(direction, 0, flow);
            return true;
        }
        if (!memory.KeepsFirst && side.Length == 0) return TryPresent(direction, piece, flow, out said);
        said = ParseStatus.Continue;
        if (!side.CanStore(piece.Length)) return false;
        memory.Append(direction, piece);
        said = PresentStored(direction, flow);
        return true;
    }

    /// <summary>Tells a loss, of which the bytes that wait are part.</summary>
    public ParseStatus TellGap(Direction direction, long missingBytes, IFlowContext flow)
    {
        memory.ForgetFirst();
        ref var side = ref memory[direction];
        missingBytes += side.Unconsumed;
        side.Drop();
        return TellMissing(direction, missingBytes, flow);
    }

    private ParseStatus TellLeadingGap(Direction direction, IFlowContext flow) =>
        memory[direction].LeadingGap is var missing and not 0 ? TellMissing(direction, missing, flow) : ParseStatus.Continue;

    private ParseStatus TellMissing(Direction direction, long missingBytes, IFlowContext flow)
    {
        var result = _parser!.OnGap(direction, missingBytes, flow);
        if (result.Consumed > 0) memory[direction].SkipMore(result.Consumed);
        return result.Status;
    }

    private ParseStatus PresentStored(Direction direction, IFlowContext flow)
    {
        ref var side = ref memory[direction];
        var shown = side.Shown;
        var result = _parser!.Parse(shown, direction, flow);
        side.Consume(result.Consumed, shown.Length);
        return result.Status;
    }

    /// <summary>The common case: nothing is waiting, so the parser sees the packet's own bytes and only what it leaves is copied.</summary>
    private bool TryPresent(Direction direction, ReadOnlySpan<byte> bytes, IFlowContext flow, out ParseStatus said)
    {
        ref var side = ref memory[direction];
        var result = _parser!.Parse(bytes, direction, flow);
        said = result.Status;
        var consumed = (int)Math.Clamp(result.Consumed, 0, bytes.Length);
        if (said is ParseStatus.Continue or ParseStatus.Upgrade && consumed < bytes.Length)
        {
            if (!side.CanStore(bytes.Length - consumed)) return false;
            side.Append(bytes[consumed..]);
        }
        if (result.Consumed > bytes.Length) side.SkipMore(result.Consumed - bytes.Length);
        return true;
    }
}
