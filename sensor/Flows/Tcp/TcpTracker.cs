using System.Runtime.CompilerServices;
using NetSensor.Events;
using NetSensor.Flows.Table;

namespace NetSensor.Flows.Tcp;

/// <summary>
/// One TCP segment after the other: sequence numbers, history, state, streams, close. The order of the steps matters for what an
/// acknowledgement in a FIN or RST means.
/// </summary>
internal sealed class TcpTracker(FlowContext context, TcpStream stream, FlowOptions options, FlowCounters counters)
{
    /// <summary>Accounts one segment of the flow that the context is in.</summary>
    public void Process(ref FlowRecord flow, Direction direction, in TcpSegment segment)
    {
        if (FollowsLoneSynAck(flow, segment)) Turn(ref flow, ref direction);
        ref var sender = ref flow.Tcp(direction);
        ref var peer = ref flow.Tcp(direction.Opposite());
        NotePartial(ref flow, direction, segment);
        TcpSequences.BeginSender(ref sender, peer, segment, context);
        var position = SequenceSpace.Relative(segment.Sequence, sender.LastSequence, sender.LastWraps, sender.StartSequence);
        var beforeStart = position < 0 && sender.LastWraps == 0;
        if (beforeStart && !segment.Rst) context.Weird("TCP_seq_underflow_or_misorder", "TCP");
        TcpHistory.Add(ref flow, ref sender, direction, segment, position, context);
        NoteZeroWindow(ref flow, ref sender, peer, direction, segment);
        if (!flow.OriginatorTcp.DidClose || !flow.ResponderTcp.DidClose) flow.Last = segment.Time;
        NoteFlags(ref flow, ref sender, segment, position);
        var acknowledged = segment.Ack ? Acknowledge(ref peer, sender, segment, flow.Marks) : 0;
        var advanced = TcpSequences.Advance(ref sender, segment, out var repeats);
        if (repeats)
        {
            counters.Retransmissions++;
            if (sender.Retransmissions.Count()) context.AddHistory(ref flow, 'T', direction);
        }
        var closes = !Reversed(ref flow, ref direction, segment) && TcpStateMachine.Update(ref flow, direction, segment, advanced, context);
        sender = ref flow.Tcp(direction);
        peer = ref flow.Tcp(direction.Opposite());
        if (segment.Ack && stream.Acknowledged(ref peer, direction.Opposite(), acknowledged, flow.Is(FlowMarks.Partial), CountsGaps(flow)))
            CheckEnd(ref flow, direction.Opposite());
        flow.Marks |= direction == Direction.FromOriginator ? FlowMarks.OriginatorSeen : FlowMarks.ResponderSeen;
        if (segment.Length > 0 && !segment.Rst && !beforeStart)
            Send(ref flow, ref sender, peer, direction, segment, segment.Syn ? position + 1 : position);
        CheckEnd(ref flow, direction);
        if (closes) Close(ref flow, direction);
    }

    /// <summary>Data or an acknowledgement, from either side, behind a SYN-ACK that began the flow: no scan, so the SYN-ACK came from the server.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // for every segment
    private static bool FollowsLoneSynAck(in FlowRecord flow, in TcpSegment segment) =>
        flow.HistoryLength == 1 && flow.History[0] == 'H' && !segment.Syn && !segment.Fin && !segment.Rst && (segment.Length > 0 || segment.Ack);

    private void Turn(ref FlowRecord flow, ref Direction direction)
    {
        flow.HistoryLength = 0;
        flow.Flip();
        flow.AddHistory('H', Direction.FromResponder);
        flow.Marks = (flow.Marks & ~FlowMarks.Partial) | FlowMarks.Flipped;
        direction = direction.Opposite();
        context.ForgetIdentity();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // for every segment
    private static void NotePartial(ref FlowRecord flow, Direction direction, in TcpSegment segment)
    {
        if (direction == Direction.FromOriginator && !flow.Is(FlowMarks.OriginatorSeen))
        {
            if (!segment.Syn || segment.Ack) flow.Marks |= FlowMarks.Partial;
            else flow.Marks &= ~FlowMarks.Partial;
        }
        else if (direction == Direction.FromResponder && !flow.Is(FlowMarks.ResponderSeen) && !flow.Is(FlowMarks.Partial) && !segment.Syn)
            flow.Marks |= FlowMarks.Partial;
        if (segment.Syn) flow.Marks |= FlowMarks.HandshakeSeen;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // for every segment
    private void NoteZeroWindow(ref FlowRecord flow, ref TcpEndpoint sender, in TcpEndpoint peer, Direction direction, in TcpSegment segment)
    {
        if (segment.Window != 0 || segment.Rst || peer.State == TcpState.Closed || sender.State == TcpState.Reset) return;
        if (sender.ZeroWindows.Count()) context.AddHistory(ref flow, 'W', direction);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // for every segment
    private void NoteFlags(ref FlowRecord flow, ref TcpEndpoint sender, in TcpSegment segment, long position)
    {
        if (segment.Syn)
        {
            if (segment.Rst) context.Weird("TCP_christmas", "TCP");
            if ((segment.Flags & Wire.TcpFlags.Urg) != 0) context.Weird("baroque_SYN", "TCP");
            if (segment.Length > 0) context.Weird("SYN_with_data", "TCP");
        }
        if (segment.Fin)
        {
            sender.FinSeen = true;
            sender.FinPosition = position + segment.SequenceLength;
        }
    }

    /// <summary>Position that the segment acknowledges in the peer's stream; the peer begins here when it was not seen yet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // for every segment
    private long Acknowledge(ref TcpEndpoint peer, in TcpEndpoint sender, in TcpSegment segment, FlowMarks marks)
    {
        if (peer.State == TcpState.Inactive)
        {
            TcpSequences.BeginPeer(ref peer, sender, segment, marks, context);
            return 1;
        }
        var position = SequenceSpace.Relative(segment.Acknowledgement, peer.AckedSequence, peer.AckedWraps, peer.StartSequence);
        if (position < 0 && peer.AckedWraps == 0)
        {
            context.Weird("TCP_ack_underflow_or_misorder", "TCP");
            return 0;
        }
        if (!segment.Rst) TcpSequences.Acknowledge(ref peer, segment.Acknowledgement); // those in a RST are often made up
        return position;
    }

    /// <summary>A SYN that comes behind its SYN-ACK (two taps, one late): swaps the sides and establishes the flow.</summary>
    private bool Reversed(ref FlowRecord flow, ref Direction direction, in TcpSegment segment)
    {
        if (direction != Direction.FromResponder || !segment.Syn || segment.Ack || segment.Fin || segment.Rst) return false;
        if (flow.ResponderTcp.State != TcpState.Inactive || flow.OriginatorTcp.State != TcpState.SynAckSent) return false;
        flow.Flip();
        context.ForgetIdentity();
        direction = Direction.FromOriginator;
        flow.Marks = (flow.Marks & ~FlowMarks.Partial) | FlowMarks.LongTimeout;
        (flow.OriginatorTcp.Previous, flow.OriginatorTcp.State) = (flow.OriginatorTcp.State, TcpState.Established);
        (flow.ResponderTcp.Previous, flow.ResponderTcp.State) = (flow.ResponderTcp.State, TcpState.Established);
        return true;
    }

    private void Send(ref FlowRecord flow, ref TcpEndpoint sender, in TcpEndpoint peer, Direction direction, in TcpSegment segment, long position)
    {
        if (segment.Payload.Length < segment.Length)
        {
            counters.CutSegments++;
            context.Weird("truncated_tcp_payload", "TCP"); // a hole, until it is acknowledged
            return;
        }
        stream.Sent(ref sender, peer, direction, position, segment.Payload[..segment.Length], CountsGaps(flow));
    }

    /// <summary>Gaps count while both sides are orderly; otherwise they often come from sequence numbers that mean nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // for every segment
    private static bool CountsGaps(in FlowRecord flow) => IsOrderly(flow.OriginatorTcp) && IsOrderly(flow.ResponderTcp);

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // for every segment
    private static bool IsOrderly(in TcpEndpoint side) =>
        side.State == TcpState.Established || (side.State == TcpState.Closed && side.Previous == TcpState.Established);

    // ---- the end of one direction, and of both

    /// <summary>Tells the end of a direction once all of its data is delivered, and closes what waited for that.</summary>
    private void CheckEnd(ref FlowRecord flow, Direction direction)
    {
        ref var side = ref flow.Tcp(direction);
        if (side.EndTold || !(side.FinSeen || side.State is TcpState.Closed or TcpState.Reset)) return;
        if (IsDataPending(side, flow.Tcp(direction.Opposite()))) return;
        side.EndTold = true;
        context.EndOfStream(direction);
        if (!flow.Is(FlowMarks.CloseDeferred)) return;
        Close(ref flow, direction);
        flow.Marks &= ~FlowMarks.CloseDeferred;
    }

    /// <summary>Whether the stream is not yet delivered to its end, or its sender still owes acknowledgements.</summary>
    private static bool IsDataPending(in TcpEndpoint side, in TcpEndpoint peer)
    {
        if (side.GapsUncounted) return false;
        var delivered = side.StartSequence + side.Delivered;
        var last = SequenceSpace.Unwrapped(side.LastSequence, side.LastWraps);
        if (last < delivered) return false;
        if (delivered != last && delivered != last - 1) return true; // a FIN takes one position, a RST none
        return side.State != TcpState.Reset && peer.HasUnacknowledged;
    }

    private void Close(ref FlowRecord flow, Direction direction)
    {
        ref var side = ref flow.Tcp(direction);
        ref var peer = ref flow.Tcp(direction.Opposite());
        if (IsDataPending(side, peer))
        {
            flow.Marks |= FlowMarks.CloseDeferred;
            return;
        }
        flow.Marks &= ~FlowMarks.CloseDeferred;
        if (side.DidClose) return;
        side.DidClose = true;
        if (side.State != TcpState.Reset && !peer.DidClose && peer.State != TcpState.Inactive) return; // the other side is still open
        flow.Marks |= FlowMarks.Finished;
        if (flow.Is(FlowMarks.EndFixed)) return;
        flow.Marks |= FlowMarks.EndFixed;
        flow.FixedEnd = flow.Last + options.TcpClose;
    }
}
