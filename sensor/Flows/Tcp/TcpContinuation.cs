using NetSensor.Events;
using NetSensor.Flows.Table;
using NetSensor.Wire;

namespace NetSensor.Flows.Tcp;

/// <summary>
/// The segment that nearly every segment is: the next bytes of an open connection, or an acknowledgement of bytes that were seen. Leaves the flow exactly
/// as <see cref="TcpTracker"/> would, in a tenth of the steps; whatever is not so plain is left to that one, untouched.
/// </summary>
internal static class TcpContinuation
{
    private const TcpFlags Control = TcpFlags.Syn | TcpFlags.Fin | TcpFlags.Rst | TcpFlags.Ack;
    private const FlowMarks Progress =
        FlowMarks.OriginatorSeen | FlowMarks.ResponderSeen | FlowMarks.CloseDeferred | FlowMarks.Finished | FlowMarks.EndFixed | FlowMarks.EndMoved;
    private const FlowMarks BothSeen = FlowMarks.OriginatorSeen | FlowMarks.ResponderSeen;
    private const int MostAtOnce = 1 << 20; // bytes acknowledged by one segment; more is no plain case

    /// <summary>Whether a segment has the flags of one that only goes on.</summary>
    public static bool IsLikely(in PacketHeaders headers) => headers.Protocol == IpProtocol.Tcp && (headers.TcpFlags & Control) == TcpFlags.Ack;

    /// <summary>Accounts the segment when it is plain; its payload, all of it new, is then to be delivered.</summary>
    public static bool TryAccount(ref FlowRecord flow, Direction direction, in PacketHeaders headers, Timestamp time)
    {
        ref var side = ref flow.Side(direction);
        ref var sender = ref flow.Tcp(direction);
        ref var peer = ref flow.Tcp(direction.Opposite());
        var length = headers.PayloadWireLength;
        if ((flow.Marks & Progress) != BothSeen || !IsOpen(sender) || !IsOpen(peer)) return false;
        if (headers.Window == 0 || length < 0 || headers.PayloadLength < length || side.LastFingerprint == headers.Fingerprint) return false;
        if ((flow.HistorySeen & TcpHistory.PlainLetter(direction, length > 0)) == 0) return false;
        if (!IsNext(sender, headers.Sequence, length)) return false;
        var acknowledged = unchecked(headers.Acknowledgement - peer.AckedSequence);
        var position = SequenceSpace.Relative(headers.Acknowledgement, peer.AckedSequence, peer.AckedWraps, peer.StartSequence);
        if (acknowledged > MostAtOnce || headers.Acknowledgement == 0 || position < 0 || position > peer.Delivered) return false;

        if (acknowledged != 0) peer.AdvanceAcked(headers.Acknowledgement);
        if (position > peer.Trimmed) peer.Trimmed = position;
        if (length > 0)
        {
            sender.AdvanceLast(unchecked(headers.Sequence + (uint)length));
            sender.Delivered += length;
        }
        side.LastFingerprint = headers.Fingerprint;
        side.Packets++;
        side.IpBytes += headers.IpLength;
        flow.Last = time;
        return true;
    }

    private static bool IsOpen(in TcpEndpoint side) => side.State == TcpState.Established && !side.FinSeen;

    /// <summary>Whether the bytes follow right behind all that was sent, with nothing missing, waiting or in doubt before them.</summary>
    private static bool IsNext(in TcpEndpoint sender, uint sequence, int length)
    {
        if (sequence != sender.LastSequence || sender.FirstWaiting != 0) return false;
        var position = SequenceSpace.Relative(sequence, sequence, sender.LastWraps, sender.StartSequence);
        if (length == 0) return position >= 0;
        var acked = SequenceSpace.Unwrapped(sender.AckedSequence, sender.AckedWraps) - sender.StartSequence;
        return position == sender.Delivered && acked > 1 && acked <= position && sender.Trimmed <= position
            && position + length - sender.Trimmed <= TcpStream.UnacknowledgedDataLimit;
    }
}
