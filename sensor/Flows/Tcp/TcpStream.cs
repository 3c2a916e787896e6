using NetSensor.Events;

namespace NetSensor.Flows.Tcp;

/// <summary>
/// Puts the segments of one direction in order. Bytes that arrive in order pass straight through; later ones wait, within limits, until the hole
/// is filled, acknowledged (then it is a gap: the receiver has it, the capture has not), or too much waits. The first copy of a byte counts.
/// </summary>
internal sealed class TcpStream(SegmentStore store, IStreamReader reader, FlowOptions options, FlowCounters counters)
{
    /// <summary>Bytes sent without further acknowledgements before gaps stop being believed.</summary>
    public const long UnacknowledgedDataLimit = 10L << 20;

    private const int UnacknowledgedLimit = 16384;           // bytes behind a hole with no acknowledgement at all: the other direction is not captured
    private const int SegmentOverhead = 512;                 // what a waiting segment costs besides its bytes: its place, and that each that comes later is led past it

    /// <summary>Bytes [<paramref name="start"/>, start + length) of the stream were sent, and all of them captured.</summary>
    public void Sent(ref TcpEndpoint side, in TcpEndpoint peer, Direction direction, long start, ReadOnlySpan<byte> bytes, bool countGaps)
    {
        var acked = SequenceSpace.Unwrapped(side.AckedSequence, side.AckedWraps) - side.StartSequence;
        var from = Math.Max(start, Math.Max(acked, side.Trimmed));
        var end = start + bytes.Length;
        if (end <= from) return; // delivered and acknowledged before
        bytes = bytes[(int)(from - start)..];
        if (from <= side.Delivered) InOrder(ref side, direction, from, bytes);
        else OutOfOrder(ref side, direction, from, bytes);
        if (side.NoDataAcked && side.Size(peer) > UnacknowledgedLimit && side.Trimmed < side.Delivered) side.Trimmed = side.Delivered;
        Bound(ref side, direction, countGaps);
    }

    /// <summary>The other side has everything before <paramref name="position"/>: what is still missing there was not captured.</summary>
    /// <returns>Whether that was news.</returns>
    public bool Acknowledged(ref TcpEndpoint side, Direction direction, long position, bool partial, bool countGaps)
    {
        if (side.FinSeen && position >= side.FinPosition) position = side.FinPosition - 1;
        if (position <= side.Trimmed) return false;
        // Begun in the middle, the first acknowledgement may speak of the byte before the first one seen (also a keep-alive's).
        if (position > side.Delivered && !(position <= 2 && partial)) GiveUp(ref side, direction, position, countGaps && !side.GapsUncounted);
        side.Trimmed = position;
        Drain(ref side, direction);
        return true;
    }

    /// <summary>Hands out or gives up everything that still waits; the flow ends.</summary>
    public void Flush(ref TcpEndpoint side, Direction direction)
    {
        while (side.FirstWaiting != 0) // ends: each turn frees the first one
        {
            GiveUp(ref side, direction, store[side.FirstWaiting].Start, false);
            Drain(ref side, direction);
        }
    }

    private void InOrder(ref TcpEndpoint side, Direction direction, long from, ReadOnlySpan<byte> bytes)
    {
        var end = from + bytes.Length;
        if (end <= side.Delivered) return; // a repeat of what is delivered, but not acknowledged yet
        bytes = bytes[(int)(side.Delivered - from)..];
        while (side.FirstWaiting != 0 && store[side.FirstWaiting].Start < end) // ends: each turn frees one; those came first, so their bytes count
        {
            var before = (int)(store[side.FirstWaiting].Start - side.Delivered);
            if (before > 0) Pass(ref side, direction, bytes[..before]);
            var known = (int)Math.Min(bytes.Length - before, store[side.FirstWaiting].End - store[side.FirstWaiting].Start);
            NoteOverlap(side.FirstWaiting, 0, bytes.Slice(before, known));
            bytes = bytes[(before + known)..];
            PassFirst(ref side, direction);
        }
        if (!bytes.IsEmpty) Pass(ref side, direction, bytes);
        Drain(ref side, direction);
    }

    private void OutOfOrder(ref TcpEndpoint side, Direction direction, long from, ReadOnlySpan<byte> bytes)
    {
        counters.OutOfOrderSegments++;
        var previous = 0;
        var next = side.FirstWaiting;
        while (!bytes.IsEmpty) // ends: each turn consumes bytes or moves along the list
        {
            if (next == 0 || from + bytes.Length <= store[next].Start)
            {
                Insert(ref side, direction, previous, next, from, bytes);
                return;
            }
            if (from < store[next].Start)
            {
                var before = (int)(store[next].Start - from);
                previous = Insert(ref side, direction, previous, next, from, bytes[..before]);
                from += before;
                bytes = bytes[before..];
            }
            var overlap = (int)Math.Min(Math.Max(0, store[next].End - from), bytes.Length);
            if (overlap > 0) NoteOverlap(next, (int)(from - store[next].Start), bytes[..overlap]);
            from += overlap;
            bytes = bytes[overlap..];
            previous = next;
            next = store[next].Next;
        }
    }

    private int Insert(ref TcpEndpoint side, Direction direction, int previous, int next, long from, ReadOnlySpan<byte> bytes)
    {
        var keep = reader.Wants(direction);
        if (keep && store.TotalBytes + bytes.Length > options.MaxOutOfOrderBytesTotal)
        {
            counters.OutOfOrderTotalHits++;
            keep = false; // the range is kept, its bytes will be a gap
        }
        if (!keep && previous != 0 && store[previous].Bytes is null && store[previous].End == from)
        {
            store[previous].End += bytes.Length;
            return previous;
        }
        var end = from + bytes.Length;
        var added = store.Add(from, end, keep ? bytes : default, next);
        if (previous == 0) side.FirstWaiting = added;
        else store[previous].Next = added;
        side.WaitingBytes += SegmentOverhead + (keep ? bytes.Length : 0);
        return added;
    }

    private void Bound(ref TcpEndpoint side, Direction direction, bool countGaps)
    {
        if (side.FirstWaiting != 0 && side.NoDataAcked)
        {
            var last = side.FirstWaiting;
            while (store[last].Next != 0) last = store[last].Next; // ends: the list does, and it is bounded
            if (store[last].End - side.Delivered > UnacknowledgedLimit)
            {
                if (!side.GapsUncounted) reader.Weird("above_hole_data_without_any_acks", "TCP");
                side.GapsUncounted = true;
                Flush(ref side, direction);
            }
        }
        if (!side.GapsUncounted && side.Delivered - side.Trimmed + side.WaitingBytes > UnacknowledgedDataLimit)
        {
            reader.Weird("excessive_data_without_further_acks", "TCP");
            side.GapsUncounted = true;
        }
        while (side.WaitingBytes > options.MaxOutOfOrderBytes && side.FirstWaiting != 0) // ends: each turn frees the first one
        {
            counters.OutOfOrderLimitHits++;
            GiveUp(ref side, direction, store[side.FirstWaiting].Start, countGaps && !side.GapsUncounted);
            Drain(ref side, direction);
        }
    }

    /// <summary>Everything before <paramref name="position"/> that is missing is a gap; what waits there is delivered.</summary>
    private void GiveUp(ref TcpEndpoint side, Direction direction, long position, bool counted)
    {
        while (side.FirstWaiting != 0 && store[side.FirstWaiting].Start < position) // ends: each turn frees the first one
        {
            Missing(ref side, direction, store[side.FirstWaiting].Start - side.Delivered, counted);
            PassFirst(ref side, direction);
        }
        Missing(ref side, direction, position - side.Delivered, counted);
    }

    private void Missing(ref TcpEndpoint side, Direction direction, long length, bool counted)
    {
        if (length <= 0) return;
        side.Delivered += length;
        reader.Gap(direction, length, counted);
    }

    /// <summary>Delivers what waits and is no longer behind a hole.</summary>
    private void Drain(ref TcpEndpoint side, Direction direction)
    {
        while (side.FirstWaiting != 0 && store[side.FirstWaiting].Start <= side.Delivered) PassFirst(ref side, direction); // ends: each turn frees one
    }

    private void Pass(ref TcpEndpoint side, Direction direction, ReadOnlySpan<byte> bytes)
    {
        side.Delivered += bytes.Length;
        reader.Deliver(direction, bytes);
    }

    private void PassFirst(ref TcpEndpoint side, Direction direction)
    {
        ref var segment = ref store[side.FirstWaiting];
        var skip = side.Delivered - segment.Start;
        var length = segment.End - segment.Start - skip;
        if (length > 0)
        {
            side.Delivered = segment.End;
            if (segment.Bytes is { } bytes) reader.Deliver(direction, bytes.AsSpan((int)skip, (int)length));
            else reader.Gap(direction, length, counted: false);
        }
        FreeFirst(ref side);
    }

    private void FreeFirst(ref TcpEndpoint side)
    {
        var first = side.FirstWaiting;
        side.WaitingBytes -= SegmentOverhead + (store[first].Bytes is null ? 0 : (int)(store[first].End - store[first].Start));
        side.FirstWaiting = store[first].Next;
        store.Free(first);
    }

    private void NoteOverlap(int segment, int offset, ReadOnlySpan<byte> again)
    {
        if (store[segment].Bytes is { } bytes && !bytes.AsSpan(offset, again.Length).SequenceEqual(again)) counters.InconsistentOverlaps++;
    }
}
