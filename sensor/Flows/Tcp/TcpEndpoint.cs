using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetSensor.Flows.Tcp;

/// <summary>One direction of a TCP flow: sequence numbers, state, and how far its stream was delivered.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)] // no holes: a flow must stay small
internal struct TcpEndpoint
{
    // What every segment looks at comes first.
    /// <summary>Sequence number of the SYN, seen or assumed.</summary>
    public long StartSequence;
    /// <summary>Position up to which the stream was delivered or given up.</summary>
    public long Delivered;
    /// <summary>Position up to which the other side acknowledged it.</summary>
    public long Trimmed;
    /// <summary>Highest sequence number sent, one behind the last byte.</summary>
    public uint LastSequence;
    /// <summary>Highest acknowledgement by the other side.</summary>
    public uint AckedSequence;
    /// <summary>Wraps of the two sequence numbers.</summary>
    public ushort LastWraps, AckedWraps;
    /// <summary>First segment that waits for an earlier one; 0 when none does.</summary>
    public int FirstWaiting;
    /// <summary>State now, and the one before.</summary>
    public TcpState State, Previous;
    /// <summary>FIN seen.</summary>
    public bool FinSeen;
    /// <summary>Its close was taken note of.</summary>
    public bool DidClose;
    /// <summary>Its end was told to the payload side.</summary>
    public bool EndTold;
    /// <summary>Zeek would have given this stream up; we go on, but count its gaps no more.</summary>
    public bool GapsUncounted;
    /// <summary>Position behind the FIN, relative to the start.</summary>
    public long FinPosition;
    /// <summary>Position of the last SYN, FIN and RST, to tell repeats from new ones.</summary>
    public uint LastSyn, LastFin, LastRst;
    /// <summary>Bytes in the segments that wait.</summary>
    public int WaitingBytes;
    /// <summary>What the history shows on a logarithmic scale.</summary>
    public LogScale Gaps, Retransmissions, ZeroWindows;

    /// <summary>Whether none of its data was acknowledged; its SYN may have been.</summary>
    public readonly bool NoDataAcked => SequenceSpace.Unwrapped(AckedSequence, AckedWraps) - StartSequence is 0 or 1;

    /// <summary>Whether bytes wait for an acknowledgement or for earlier bytes.</summary>
    public readonly bool HasUnacknowledged => !GapsUncounted && (FirstWaiting != 0 || Delivered > Trimmed);

    /// <summary>Starts the stream at this sequence number (that of the SYN).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // for every segment
    public void Begin(uint start, uint last)
    {
        StartSequence = start;
        AckedSequence = start;
        LastSequence = last;
    }

    /// <summary>Advances the highest sequence number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // for every segment
    public void AdvanceLast(uint sequence)
    {
        if (sequence < LastSequence) LastWraps++;
        LastSequence = sequence;
    }

    /// <summary>Advances the highest acknowledgement.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // for every segment
    public void AdvanceAcked(uint sequence)
    {
        if (sequence < AckedSequence) AckedWraps++;
        AckedSequence = sequence;
    }

    /// <summary>Payload bytes by sequence numbers: what was sent or acknowledged, without SYN and FIN.</summary>
    public readonly long Size(in TcpEndpoint peer)
    {
        if (Previous == TcpState.SynSent && State == TcpState.Reset && peer.State == TcpState.Inactive && !NoDataAcked)
            return 0; // a half-open connection was found and aborted: there never was a chance to send
        var size = Math.Max(SequenceSpace.Unwrapped(LastSequence, LastWraps), SequenceSpace.Unwrapped(AckedSequence, AckedWraps)) - StartSequence;
        if (size != 0) size--;
        if (FinSeen && size != 0) size--;
        return size;
    }
}
