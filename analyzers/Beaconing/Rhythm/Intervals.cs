using NetSensor.Wire;

namespace NetSensor.Analyzers.Beaconing.Rhythm;

/// <summary>
/// The intervals between check-ins in the order of time, in seconds: from start to start, and the free part of each. While a contact lasts, or what
/// starts would still count for the last one, nothing new can start: a source without memory only has the rest for its chance, so regularity is
/// judged on the rest alone.
/// </summary>
public sealed class Intervals
{
    private const double OverlapsAt = 0.2; // a source of which more contacts begin before the last one ended does not wait for ends
    private static readonly TimeSpan SameMoment = TimeSpan.FromMilliseconds(250); // nor one that closes the last contact because it begins another

    private Intervals(double[] starts, List<double> spans, List<double> free, int pauses) =>
        (Starts, Spans, Free, Pauses) = (starts, [.. spans], [.. free], pauses);

    /// <summary>Starts of the check-ins, in seconds since the first.</summary>
    public double[] Starts { get; }

    /// <summary>From start to start, pauses left out.</summary>
    public double[] Spans { get; }

    /// <summary>The same without the time in which nothing could start.</summary>
    public double[] Free { get; }

    /// <summary>Intervals left out because the host was asleep meanwhile.</summary>
    public int Pauses { get; }

    /// <summary>Number of intervals judged.</summary>
    public int Count => Spans.Length;

    /// <summary>Builds them.</summary>
    /// <param name="checkIns">In the order of their starts.</param>
    /// <param name="mergeWithin">Starts so close to the first of a group are one check-in.</param>
    /// <param name="slept">Whether the host was asleep for a part of the time between two moments.</param>
    public static Intervals Of(ReadOnlySpan<CheckIn> checkIns, TimeSpan mergeWithin, Func<Timestamp, Timestamp, bool>? slept)
    {
        var merged = Merge(checkIns, mergeWithin);
        var starts = new double[merged.Count];
        for (var i = 0; i < starts.Length; i++) starts[i] = (merged[i].Start - merged[0].Start).TotalSeconds;
        var pauses = slept is null ? [] : FindPauses(merged, starts, slept);
        var waits = WaitsForEnds(merged);
        var (spans, free) = (new List<double>(starts.Length), new List<double>(starts.Length));
        for (var i = 0; i + 1 < starts.Length; i++)
        {
            if (pauses.Contains(i)) continue;
            var span = starts[i + 1] - starts[i];
            var busy = Math.Max(mergeWithin.TotalSeconds, waits ? merged[i].Milliseconds / 1000.0 : 0);
            spans.Add(span);
            free.Add(Math.Max(0, span - busy));
        }
        return new Intervals(starts, spans, free, pauses.Count);
    }

    private static List<CheckIn> Merge(ReadOnlySpan<CheckIn> checkIns, TimeSpan within)
    {
        var merged = new List<CheckIn>(checkIns.Length);
        foreach (ref readonly var checkIn in checkIns)
        {
            if (merged.Count > 0 && checkIn.Start - merged[^1].Start <= within) merged[^1] = merged[^1].With(checkIn);
            else merged.Add(checkIn);
        }
        return merged;
    }

    private static bool WaitsForEnds(List<CheckIn> merged)
    {
        var overlaps = 0;
        for (var i = 0; i + 1 < merged.Count; i++)
            if (merged[i].Start + TimeSpan.FromMilliseconds(merged[i].Milliseconds) + SameMoment > merged[i + 1].Start) overlaps++;
        return overlaps <= OverlapsAt * merged.Count;
    }

    /// <summary>Long intervals in which the host slept; none when that would leave less than half, as of a host that speaks on this channel only.</summary>
    private static HashSet<int> FindPauses(List<CheckIn> merged, double[] starts, Func<Timestamp, Timestamp, bool> slept)
    {
        var pauses = new HashSet<int>();
        if (starts.Length < 3) return pauses;
        var sorted = new double[starts.Length - 1];
        for (var i = 0; i < sorted.Length; i++) sorted[i] = starts[i + 1] - starts[i];
        Array.Sort(sorted);
        var usual = sorted[sorted.Length / 2];
        for (var i = 0; i + 1 < starts.Length; i++)
            if (starts[i + 1] - starts[i] > 1.5 * usual && slept(merged[i].Start, merged[i + 1].Start)) pauses.Add(i);
        return pauses.Count * 2 > sorted.Length ? [] : pauses;
    }
}
