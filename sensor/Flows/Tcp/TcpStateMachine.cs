using NetSensor.Events;
using NetSensor.Flows.Table;

namespace NetSensor.Flows.Tcp;

/// <summary>What each segment makes of the state of its sender and of the peer. Tolerates every order: half of a flow may be missing.</summary>
internal static class TcpStateMachine
{
    /// <summary>Takes note of one segment and says whether its sender closes now.</summary>
    public static bool Update(ref FlowRecord flow, Direction direction, in TcpSegment segment, int advanced, FlowContext context)
    {
        ref var sender = ref flow.Tcp(direction);
        ref var peer = ref flow.Tcp(direction.Opposite());
        switch (sender.State)
        {
            case TcpState.Inactive: return Inactive(ref flow, ref sender, ref peer, direction, segment, context);
            case TcpState.SynSent or TcpState.SynAckSent: return SynSent(ref flow, ref sender, ref peer, direction, segment, context);
            case TcpState.Established or TcpState.Partial: return Established(ref flow, ref sender, ref peer, segment, context);
            case TcpState.Closed: return Closed(ref flow, ref sender, ref peer, segment, advanced, context);
            default:
                if (segment.Syn) context.Weird("SYN_after_reset", "TCP");
                if (segment.Fin) context.NoteCommonWeird(); // FIN_after_reset
                if (segment.Length > 0 && !segment.Rst) context.Weird("data_after_reset", "TCP");
                return false;
        }
    }

    private static bool Inactive(ref FlowRecord flow, ref TcpEndpoint sender, ref TcpEndpoint peer, Direction direction, in TcpSegment segment,
        FlowContext context)
    {
        var closes = false;
        if (segment.Syn) Opening(ref flow, ref sender, ref peer, direction, segment, context);
        if (segment.Fin)
        {
            Enter(ref flow, ref sender, peer, TcpState.Closed);
            closes = true;
            if (peer.State != TcpState.Partial && !segment.Syn) context.NoteCommonWeird(); // spontaneous_FIN
        }
        if (segment.Rst)
        {
            Enter(ref flow, ref sender, peer, TcpState.Reset);
            closes = true;
            var rejects = direction == Direction.FromOriginator ? peer.State == TcpState.Established : peer.State is TcpState.SynSent or TcpState.SynAckSent;
            if (!rejects && peer.State == TcpState.Inactive) context.NoteCommonWeird(); // spontaneous_RST
        }
        if (sender.State == TcpState.Inactive) Joining(ref flow, ref sender, ref peer, direction, segment);
        return closes;
    }

    /// <summary>First segment of a side, with SYN.</summary>
    private static void Opening(ref FlowRecord flow, ref TcpEndpoint sender, ref TcpEndpoint peer, Direction direction, in TcpSegment segment,
        FlowContext context)
    {
        if (direction == Direction.FromOriginator)
        {
            if (segment.Ack) context.Weird("connection_originator_SYN_ack", "TCP");
            Enter(ref flow, ref sender, peer, segment.Ack ? TcpState.SynAckSent : TcpState.SynSent);
            context.StartAttempt(ref flow, segment.Time);
            return;
        }
        if (segment.Ack)
        {
            if (peer.State is not (TcpState.Inactive or TcpState.Partial) && !Between(segment.Acknowledgement, peer)) context.Weird("bad_SYN_ack", "TCP");
        }
        else if (peer.State != TcpState.SynAckSent) context.Weird("simultaneous_open", "TCP");
        if (peer.State == TcpState.SynSent) Enter(ref flow, ref peer, sender, TcpState.Established);
        else if (peer.State == TcpState.Inactive) context.NoteCommonWeird(); // unsolicited_SYN_response
        Enter(ref flow, ref sender, peer, TcpState.Established);
    }

    /// <summary>First segment of a side, without SYN, FIN or RST.</summary>
    private static void Joining(ref FlowRecord flow, ref TcpEndpoint sender, ref TcpEndpoint peer, Direction direction, in TcpSegment segment)
    {
        if (direction == Direction.FromResponder && segment.Length == 0 && peer.State == TcpState.SynSent) return; // some acknowledge a SYN before answering it
        if (segment.Ack && peer.State == TcpState.Established)
        {
            Enter(ref flow, ref sender, peer, TcpState.Established); // only its SYN was missed
            flow.Marks &= ~FlowMarks.Partial;
        }
        else Enter(ref flow, ref sender, peer, TcpState.Partial);
    }

    private static bool SynSent(ref FlowRecord flow, ref TcpEndpoint sender, ref TcpEndpoint peer, Direction direction, in TcpSegment segment,
        FlowContext context)
    {
        var closes = false;
        if (segment.Syn && direction == Direction.FromOriginator && segment.Ack && !segment.Fin && !segment.Rst && sender.State != TcpState.SynAckSent)
            context.Weird("repeated_SYN_with_ack", "TCP");
        if (segment.Syn && direction == Direction.FromResponder && !segment.Ack && sender.State != TcpState.SynSent)
            context.Weird("repeated_SYN_reply_wo_ack", "TCP");
        if (segment.Fin)
        {
            if (peer.State is TcpState.Inactive or TcpState.SynSent) context.Weird("inappropriate_FIN", "TCP");
            Enter(ref flow, ref sender, peer, TcpState.Closed);
            closes = true;
        }
        if (segment.Rst)
        {
            Enter(ref flow, ref sender, peer, TcpState.Reset);
            flow.Marks |= FlowMarks.Finished;
            closes = true;
        }
        else if (segment.Length > 0) context.Weird("data_before_established", "TCP");
        return closes;
    }

    private static bool Established(ref FlowRecord flow, ref TcpEndpoint sender, ref TcpEndpoint peer, in TcpSegment segment, FlowContext context)
    {
        var closes = false;
        if (segment.Syn && sender.State == TcpState.Partial && peer.State == TcpState.Inactive && !segment.Ack)
        {
            context.Weird("SYN_after_partial", "TCP");
            Enter(ref flow, ref sender, peer, TcpState.SynSent);
        }
        if (segment.Fin && !segment.Rst)
        {
            Enter(ref flow, ref sender, peer, TcpState.Closed);
            if (peer.State == TcpState.Reset && peer.Previous == TcpState.Closed) Enter(ref flow, ref peer, sender, TcpState.Closed); // FIN, then RST: a normal end
            closes = true;
        }
        if (segment.Rst)
        {
            Enter(ref flow, ref sender, peer, TcpState.Reset);
            if (peer.State != TcpState.Reset || peer.Previous != TcpState.Established) flow.Marks |= FlowMarks.Finished;
            closes = true;
        }
        return closes;
    }

    private static bool Closed(ref FlowRecord flow, ref TcpEndpoint sender, ref TcpEndpoint peer, in TcpSegment segment, int advanced, FlowContext context)
    {
        if (segment.Syn) context.Weird("SYN_after_close", "TCP");
        if (segment.Fin && advanced > 0) context.Weird("FIN_advanced_last_seq", "TCP");
        if (!segment.Rst || peer.State == TcpState.Closed) return false; // after both FINs a RST changes nothing
        Enter(ref flow, ref sender, peer, TcpState.Reset);
        return !sender.DidClose;
    }

    private static void Enter(ref FlowRecord flow, ref TcpEndpoint side, in TcpEndpoint other, TcpState state)
    {
        if (side.State == state) return;
        if (!IsHandshake(state) && IsHandshake(side.State) && IsHandshake(other.State)) flow.Marks |= FlowMarks.LongTimeout;
        side.Previous = side.State;
        side.State = state;
    }

    private static bool IsHandshake(TcpState state) => state is TcpState.Inactive or TcpState.SynSent or TcpState.SynAckSent;

    private static bool Between(uint sequence, in TcpEndpoint side) =>
        SequenceSpace.Delta(sequence, (uint)side.StartSequence) >= 0 && SequenceSpace.Delta(sequence, side.LastSequence) <= 0;
}
