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
        var before = Deviations(logs.AsSpan(from, to - from), backwards: false); // of the first values up to each, and of the last from each on
        var after = Deviations(logs.AsSpan(from, to - from), backwards: true);
        var (best, least) = (-1, after[0].Sum * (1 - LeastGain));
        for (var at = FewestIntervals; at <= to - from - FewestIntervals; at++)
        {
            var (left, right) = (before[at - 1], after[at]);
            if (left.Sum + right.Sum < least && Math.Abs(left.Median - right.Median) >= LeastStep) (best, least) = (at, left.Sum + right.Sum);
        }
        if (best < 0) return;
        borders.Add(from + best);
        Split(logs, from, from + best, borders, parts - 1);
        Split(logs, from + best, to, borders, parts - 1);
    }

    private static (double Sum, double Median)[] Deviations(ReadOnlySpan<double> logs, bool backwards)
    {
        var deviations = new (double Sum, double Median)[logs.Length];
        var running = new RunningDeviation();
        for (var i = 0; i < logs.Length; i++)
        {
            var at = backwards ? logs.Length - 1 - i : i;
            running.Add(logs[at]);
            deviations[at] = (running.Sum, running.Median);
        }
        return deviations;
    }
}
