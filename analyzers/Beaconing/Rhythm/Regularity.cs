using NetSensor.Analyzers.Common;

namespace NetSensor.Analyzers.Beaconing.Rhythm;

/// <summary>How regular one stretch of intervals is, by the test that is surprised most; pure.</summary>
/// <param name="Period">Median of the intervals, start to start in seconds, that are one period long.</param>
/// <param name="Low">Shortest of them.</param>
/// <param name="High">Longest of them.</param>
/// <param name="Singles">How many they are.</param>
/// <param name="Variation">Their standard deviation, relative to their mean.</param>
/// <param name="Width">Width of the shortest half of all intervals, relative to their median.</param>
/// <param name="LogP">Natural logarithm of the chance that a memoryless source looks so regular to any of the tests.</param>
public readonly record struct Regularity(double Period, double Low, double High, int Singles, double Variation, double Width, double LogP)
{
    private const double Promising = -4;      // ln p from which the beat is looked for as well: it costs more than the other tests
    private const double Decided = -30;       // ln p that no further test need improve
    private const double TwoPeriods = 1.9;    // an interval so many times another one is two periods
    private const double Slack = 0.02;        // what timers and networks add, as a share of the period
    private const int MovesPerValue = 4;      // beyond this they were not nearly sorted
    private static readonly double Tests = Math.Log(3);

    /// <summary>Judges a stretch.</summary>
    /// <param name="spans">Start to start, seconds, in the order of time.</param>
    /// <param name="free">The free part of each.</param>
    /// <param name="starts">Starts of the whole stretch, for the beat; empty to leave that test out.</param>
    public static Regularity Of(ReadOnlySpan<double> spans, ReadOnlySpan<double> free, ReadOnlySpan<double> starts)
    {
        if (spans.Length < 2) return new Regularity(0, 0, 0, 0, 1, 1, 0);
        var room = spans.Length <= Scratch.OnStack ? stackalloc double[3 * spans.Length] : new double[3 * spans.Length];
        var sortedFree = room[..spans.Length];
        var byFree = room[spans.Length..(2 * spans.Length)];
        var sorted = room[(2 * spans.Length)..];
        free.CopyTo(sortedFree);
        spans.CopyTo(byFree);
        RankSort.Sort(sortedFree, byFree);
        byFree.CopyTo(sorted);
        SortNearlySorted(sorted); // a contact takes little of its interval
        var cluster = TightCluster.Find(sortedFree);
        var half = HalfWidth(sortedFree);
        var logP = Math.Min(cluster.LogP, Math.Log(MemorylessTable.PValue(sortedFree.Length & ~1, half)));
        var singles = OnePeriodLong(sorted, byFree.Slice(cluster.First, cluster.Count));
        var period = RobustStats.Median(singles);
        if (logP is < Promising and > Decided && starts.Length > 0 && PhaseLock.Find(starts, period, below: logP) is { } beat && beat.LogP < logP)
            (period, logP) = (beat.Period, beat.LogP);
        return new Regularity(period, singles[0], singles[^1], singles.Length, RobustStats.Variation(singles), HalfWidth(sorted), Math.Min(0, logP + Tests));
    }

    /// <summary>
    /// The intervals that are one period long: the shortest half and what lies around it as densely, as long as no interval in that half is twice another;
    /// where most check-ins are missed, the surprising cluster and what lies around it.
    /// </summary>
    private static Span<double> OnePeriodLong(Span<double> sorted, Span<double> cluster)
    {
        var (low, width) = RobustStats.ShortestHalf(sorted);
        if (low + width >= TwoPeriods * low)
        {
            RankSort.Sort(cluster);
            (low, width) = (cluster[0], cluster[^1] - cluster[0]);
        }
        var reach = width + Slack * (low + width / 2);
        var (first, last) = (0, sorted.Length - 1);
        while (sorted[first] < low - reach) first++;
        while (sorted[last] > low + width + reach) last--;
        return sorted[first..(last + 1)];
    }

    private static void SortNearlySorted(Span<double> values)
    {
        var moves = MovesPerValue * values.Length;
        for (var i = 1; i < values.Length; i++)
        {
            var (value, at) = (values[i], i);
            for (; at > 0 && values[at - 1] > value; at--, moves--) values[at] = values[at - 1];
            values[at] = value;
            if (moves < 0)
            {
                values.Sort();
                return;
            }
        }
    }

    private static double HalfWidth(ReadOnlySpan<double> sorted)
    {
        var judged = sorted[(sorted.Length & 1)..]; // an even number, as the table has it
        var median = RobustStats.Median(judged);
        return median > 0 ? RobustStats.ShortestHalf(judged).Width / median : 1;
    }
}
