using System.Runtime.CompilerServices;

namespace NetSensor.Flows.Tcp;

/// <summary>Arithmetic on 32-bit sequence numbers (RFC 9293 §3.4) and their 64-bit continuation.</summary>
internal static class SequenceSpace
{
    /// <summary>Bytes from <paramref name="from"/> to <paramref name="to"/>, negative when it lies before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // for every segment
    public static int Delta(uint to, uint from) => unchecked((int)(to - from));

    /// <summary>Position after so many wraps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // for every segment
    public static long Unwrapped(uint sequence, ushort wraps) => ((long)wraps << 32) + sequence;

    /// <summary>
    /// Position of a sequence number relative to the side's start, given the last one seen and how often that had wrapped; negative when it
    /// lies before the start.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // for every segment
    public static long Relative(uint sequence, uint last, ushort wraps, long start)
    {
        var delta = Delta(sequence, last);
        var turns = (int)wraps;
        if (delta < 0 && turns > 0 && sequence > last) turns--; // from before the last wrap
        else if (delta > 0 && sequence < last) turns++;        // wraps now
        return turns == 0 ? Delta(sequence, unchecked((uint)start)) : ((long)turns << 32) + sequence - start;
    }
}
