using NetSensor.Wire;

namespace NetSensor.Analyzers.Beaconing.Rhythm;

/// <summary>
/// The intervals between check-ins in the order of time, in seconds: from start to start, and the free part of each. While a contact lasts, or what
/// starts would still count for the last one, nothing new can start: a source without memory only has the rest for its chance, so regularity is
/// judged on the rest alone.
/// </summary>
public readonly ref struct Intervals
{
    /// <summary>Room that each check-in takes.</summary>
    public const int RoomOfCheckIn = 3;

    private const double OverlapsAt = 0.2; // a source of which more contacts begin before the last one ended does not wait for ends
    private static readonly TimeSpan SameMoment = TimeSpan.FromMilliseconds(250); // nor one that closes the last contact because it begins another
    private static readonly TimeSpan ShortestSleep = TimeSpan.FromMinutes(30);    // no host is found asleep for less

    /// <summary>Starts of the check-ins, in seconds since the first.</summary>
    public ReadOnlySpan<double> Starts { get; private init; }

    /// <summary>From start to start, pauses left out.</summary>
    public ReadOnlySpan<double> Spans { get; private init; }

    /// <summary>The same without the time in which nothing could start.</summary>
    public ReadOnlySpan<double> Free { get; private init; }

    /// <summary>Intervals left out because the host was asleep meanwhile.</summary>
    public int Pauses { get; private init; }

    /// <summary>Number of intervals judged.</summary>
    public int Count => Spans.Length;

    /// <summary>Builds them.</summary>
    /// <param name="checkIns">In the order of their starts.</param>
    /// <param name="mergeWithin">Starts so close to the first of a group are one check-in.</param>
    /// <param name="slept">Whether the host was asleep for a part of the time between two moments.</param>
    /// <param name="room">Where they are put: <see cref="RoomOfCheckIn"/> for each check-in.</param>
    public static Intervals Of(ReadOnlySpan<CheckIn> checkIns, TimeSpan mergeWithin, Func<Timestamp, Timestamp, bool>? slept, Span<double> room)
    {
        var all = checkIns.Length <= Scratch.OnStack ? stackalloc CheckIn[checkIns.Length] : new CheckIn[checkIns.Length];
        var merged = Merge(checkIns, mergeWithin, all);
        var starts = room[..merged.Length];
        var spans = room[merged.Length..(2 * merged.Length)];
        var free = room[(2 * merged.Length)..(3 * merged.Length)];
        for (var i = 0; i < starts.Length; i++) starts[i] = (merged[i].Start - merged[0].Start).TotalSeconds;
        var isPause = merged.Length <= Scratch.OnStack ? stackalloc bool[merged.Length] : new bool[merged.Length];
        var pauses = slept is null ? 0 : FindPauses(merged, starts, slept, isPause);
        var waits = WaitsForEnds(merged);
        var count = 0;
        for (var i = 0; i + 1 < starts.Length; i++)
        {
            if (pauses > 0 && isPause[i]) continue;
            var span = starts[i + 1] - starts[i];
            var busy = Math.Max(mergeWithin.TotalSeconds, waits ? merged[i].Milliseconds / 1000.0 : 0);
            (spans[count], free[count]) = (span, Math.Max(0, span - busy));
            count++;
        }
        return new Intervals { Starts = starts, Spans = spans[..count], Free = free[..count], Pauses = pauses };
    }

    private static ReadOnlySpan<CheckIn> Merge(ReadOnlySpan<CheckIn> checkIns, TimeSpan within, Span<CheckIn> merged)
    {
        var count = 0;
        foreach (ref readonly var checkIn in checkIns)
        {
            if (count > 0 && checkIn.Start - merged[count - 1].Start <= within) merged[count - 1] = merged[count - 1].With(checkIn);
            else merged[count++] = checkIn;
        }
        return merged[..count];
    }

    private static bool WaitsForEnds(ReadOnlySpan<CheckIn> merged)
    {
        var overlaps = 0;
        for (var i = 0; i + 1 < merged.Length; i++)
            if (merged[i].Start + TimeSpan.FromMilliseconds(merged[i].Milliseconds) + SameMoment > merged[i + 1].Start) overlaps++;
        return overlaps <= OverlapsAt * merged.Length;
    }

    /// <summary>Marks long intervals in which the host slept; none when that would leave less than half, as of a host that speaks on this channel only.</summary>
    private static int FindPauses(ReadOnlySpan<CheckIn> merged, ReadOnlySpan<double> starts, Func<Timestamp, Timestamp, bool> slept, Span<bool> isPause)
    {
        if (starts.Length < 3 || starts[^1] < ShortestSleep.TotalSeconds) return 0;
        var sorted = starts.Length <= Scratch.OnStack ? stackalloc double[starts.Length - 1] : new double[starts.Length - 1];
        var longest = 0.0;
        for (var i = 0; i < sorted.Length; i++) longest = Math.Max(longest, sorted[i] = starts[i + 1] - starts[i]);
        if (longest < ShortestSleep.TotalSeconds) return 0;
        RankSort.Sort(sorted);
        var (usual, pauses) = (sorted[sorted.Length / 2], 0);
        for (var i = 0; i + 1 < starts.Length; i++)
        {
            isPause[i] = starts[i + 1] - starts[i] > 1.5 * usual && slept(merged[i].Start, merged[i + 1].Start);
            if (isPause[i]) pauses++;
        }
        return pauses * 2 > sorted.Length ? 0 : pauses;
    }
}
