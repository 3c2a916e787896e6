using NetSensor.Analyzers.Common;

namespace NetSensor.Analyzers.Beaconing;

/// <summary>The numbers of one channel's rhythm. Times are in seconds, sizes in bytes, shares from 0 to 1.</summary>
/// <param name="Intervals">Intervals judged.</param>
/// <param name="Period">Median of the shortest half of the intervals.</param>
/// <param name="Width">Width of the shortest half of the intervals, relative to the median of all.</param>
/// <param name="PValue">Chance that a memoryless source looks so regular.</param>
/// <param name="Jitter">Width of the middle 80 % of the intervals that are one period long, relative to the period.</param>
/// <param name="MissedShare">Check-ins that the period announces and that did not come.</param>
/// <param name="MedianBytesOut">Median of the bytes sent per check-in.</param>
/// <param name="SizeSpread">Median absolute deviation of the bytes sent, relative to their median.</param>
public readonly record struct BeaconScore(
    int Intervals, double Period, double Width, double PValue, double Jitter, double MissedShare, double MedianBytesOut, double SizeSpread)
{
    private const int LongestFold = 8; // an interval of more periods than this is a pause (night, laptop closed), not so many misses

    /// <summary>Judges intervals (seconds, any order) and the bytes sent per check-in; pure.</summary>
    public static BeaconScore Of(ReadOnlySpan<double> intervals, ReadOnlySpan<double> bytesOut)
    {
        var judged = intervals[(intervals.Length & 1)..].ToArray(); // an even number, as the table has it; the oldest gives way
        if (judged.Length < 2) return new BeaconScore(judged.Length, 0, 1, 1, 1, 0, 0, 1);
        Array.Sort(judged);
        var median = RobustStats.Median(judged);
        var (start, absolute) = RobustStats.ShortestHalf(judged);
        var width = median > 0 ? absolute / median : 1;
        var first = Array.BinarySearch(judged, start) is var found && found >= 0 ? found : 0;
        while (first > 0 && judged[first - 1] == start) first--;
        var period = RobustStats.Median(judged.AsSpan(first, Math.Min((judged.Length + 1) / 2, judged.Length - first)));
        var (jitter, missed) = Fold(judged, period);
        var sizes = bytesOut.ToArray();
        Array.Sort(sizes);
        var size = RobustStats.Median(sizes);
        return new BeaconScore(judged.Length, period, width, MemorylessTable.PValue(judged.Length, width), jitter, missed, size, Spread(sizes, size));
    }

    /// <summary>Splits the intervals into single periods, whose spread is the jitter, and multiples, which tell of missed check-ins.</summary>
    private static (double Jitter, double MissedShare) Fold(double[] sorted, double period)
    {
        if (period <= 0) return (1, 0);
        var singles = sorted.Where(interval => interval < 1.5 * period).ToArray();
        var missed = sorted.Where(interval => interval >= 1.5 * period)
            .Select(interval => (int)Math.Min(Math.Round(interval / period), int.MaxValue) - 1).Where(count => count < LongestFold).Sum();
        var jitter = (RobustStats.Quantile(singles, 0.9) - RobustStats.Quantile(singles, 0.1)) / period;
        return (jitter, missed / (double)(missed + sorted.Length));
    }

    private static double Spread(double[] sortedSizes, double median)
    {
        if (median <= 0) return sortedSizes.Length > 0 && sortedSizes[^1] > 0 ? 1 : 0;
        var deviations = Array.ConvertAll(sortedSizes, size => Math.Abs(size - median));
        Array.Sort(deviations);
        return RobustStats.Median(deviations) / median;
    }
}
