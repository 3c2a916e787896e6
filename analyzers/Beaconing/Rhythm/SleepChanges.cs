using NetSensor.Analyzers.Common;

namespace NetSensor.Analyzers.Beaconing.Rhythm;

/// <summary>Where a sequence of intervals takes on another length for good: an operator changed the sleep; pure.</summary>
public static class SleepChanges
{
    /// <summary>Fewest intervals of a part.</summary>
    public const int FewestIntervals = 6;

    /// <summary>Most parts looked for.</summary>
    public const int MostParts = 4;

    private const double LeastGain = 0.3;   // a split must take away this share of the deviations
    private const double LeastStep = 0.25;  // and the parts' medians differ by this in their logarithm: 28 %

    /// <summary>The positions at which new parts begin, ascending; empty when all is one part.</summary>
    /// <param name="intervals">Intervals in the order of time, all above zero.</param>
    public static List<int> Find(ReadOnlySpan<double> intervals)
    {
        var logs = new double[intervals.Length];
        for (var i = 0; i < logs.Length; i++) logs[i] = Math.Log(Math.Max(intervals[i], 1e-6));
        var borders = new List<int>();
        Split(logs, 0, logs.Length, borders, MostParts);
        borders.Sort();
        return borders;
    }

    private static void Split(double[] logs, int from, int to, List<int> borders, int parts)
    {
        if (parts < 2 || borders.Count + 1 >= MostParts || to - from < 2 * FewestIntervals) return;
        var whole = Deviation(logs, from, to, out _);
        var (best, least) = (-1, whole * (1 - LeastGain));
        var stride = Math.Max(1, (to - from) / 32); // coarse first: a part is longer than a stride
        for (var at = from + FewestIntervals; at <= to - FewestIntervals; at += stride) Try(logs, from, at, to, ref best, ref least);
        if (best < 0) return;
        var (first, last) = (Math.Max(from + FewestIntervals, best - stride + 1), Math.Min(to - FewestIntervals, best + stride - 1));
        for (var at = first; at <= last; at++) Try(logs, from, at, to, ref best, ref least);
        borders.Add(best);
        Split(logs, from, best, borders, parts - 1);
        Split(logs, best, to, borders, parts - 1);
    }

    private static void Try(double[] logs, int from, int at, int to, ref int best, ref double least)
    {
        var sum = Deviation(logs, from, at, out var left) + Deviation(logs, at, to, out var right);
        if (sum < least && Math.Abs(left - right) >= LeastStep) (best, least) = (at, sum);
    }

    private static double Deviation(double[] logs, int from, int to, out double median)
    {
        var part = logs.AsSpan(from, to - from).ToArray();
        Array.Sort(part);
        median = RobustStats.Median(part);
        var sum = 0.0;
        foreach (var value in part) sum += Math.Abs(value - median);
        return sum;
    }
}
