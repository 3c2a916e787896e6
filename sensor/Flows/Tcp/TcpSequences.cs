using System.Runtime.CompilerServices;
using NetSensor.Flows.Table;

namespace NetSensor.Flows.Tcp;

/// <summary>How the sequence numbers of both sides start and advance; odd segments must not spoil the byte counts.</summary>
internal static class TcpSequences
{
    private const int UnlikelyJump = 1 << 20; // bytes; a SYN, RST or zero acknowledgement farther off than this is not believed

    /// <summary>Starts or restarts a side by the segment that it sends.</summary>
    public static void BeginSender(ref TcpEndpoint sender, in TcpEndpoint peer, in TcpSegment segment, FlowContext context)
    {
        var behind = unchecked(segment.Sequence + (uint)segment.SequenceLength);
        switch (sender.State)
        {
            case TcpState.Inactive when segment.Syn:
                sender.Begin(segment.Sequence, behind);
                break;
            case TcpState.Inactive: // begun in the middle: count as if there had been a SYN right before
                sender.Begin(unchecked(segment.Sequence - 1), segment.Sequence);
                break;
            case TcpState.SynSent or TcpState.SynAckSent when segment.Syn && segment.Sequence != (uint)sender.StartSequence:
                context.Weird("SYN_seq_jump", null);
                sender.Begin(segment.Sequence, behind);
                break;
            case TcpState.Established or TcpState.Partial when segment.Syn: // perhaps it was not established, and this SYN opens it
                if (sender.Size(peer) > 0) context.Weird("SYN_inside_connection", null);
                if (segment.Sequence != (uint)sender.StartSequence) context.Weird("SYN_seq_jump", null);
                sender.Begin(segment.Sequence, behind);
                break;
            case TcpState.Reset when segment.Syn && sender.Previous == TcpState.Inactive: // its RST may have been somebody else's
                sender.Begin(segment.Sequence, behind);
                break;
        }
    }

    /// <summary>Starts a side that sent nothing yet by what the other side acknowledges.</summary>
    public static void BeginPeer(ref TcpEndpoint peer, in TcpEndpoint sender, in TcpSegment segment, FlowMarks marks, FlowContext context)
    {
        var control = segment.Syn || segment.Fin || segment.Rst;
        if (!control && sender.State is TcpState.SynSent or TcpState.SynAckSent or TcpState.Established && (marks & FlowMarks.HadWeird) == 0)
            context.Weird("possible_split_routing", null); // it acknowledges what was not seen
        peer.Begin(unchecked(segment.Acknowledgement - 1), unchecked(segment.Acknowledgement - 1));
    }

    /// <summary>Takes note of an acknowledgement of the peer's bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // for every segment
    public static void Acknowledge(ref TcpEndpoint peer, uint acknowledgement)
    {
        var delta = SequenceSpace.Delta(acknowledgement, peer.AckedSequence);
        if (acknowledgement == 0 && delta > UnlikelyJump) return; // more likely a broken zero than a stream that lands on it
        if (delta > 0) peer.AdvanceAcked(acknowledgement);
    }

    /// <summary>Takes note of what was sent, and returns how far it went beyond the last (negative when before); says whether it repeats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // for every segment
    public static int Advance(ref TcpEndpoint sender, in TcpSegment segment, out bool repeats)
    {
        repeats = false;
        var behind = unchecked(segment.Sequence + (uint)segment.SequenceLength);
        var delta = SequenceSpace.Delta(behind, sender.LastSequence);
        if ((segment.Syn || segment.Rst) && delta is > UnlikelyJump or < -UnlikelyJump) return delta;
        if (segment.Fin && sender.LastSequence == unchecked((uint)sender.StartSequence + 1))
            sender.AdvanceLast(behind); // only SYN and FIN seen: more than 2 GB may lie between
        else if (sender.State == TcpState.Reset) return delta; // nothing behind a RST is believed
        else if (delta > 0) sender.AdvanceLast(behind);
        else repeats = segment.Length > 0;
        return delta;
    }
}
