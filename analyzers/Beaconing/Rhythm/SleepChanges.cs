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

    /// <summary>Finds the positions at which new parts begin, ascending.</summary>
    /// <param name="intervals">Intervals in the order of time, all above zero.</param>
    /// <param name="borders">Takes the positions; one less than <see cref="MostParts"/> at most.</param>
    /// <returns>How many they are; 0 when all is one part.</returns>
    public static int Find(ReadOnlySpan<double> intervals, Span<int> borders)
    {
        var logs = intervals.Length <= Scratch.OnStack ? stackalloc double[intervals.Length] : new double[intervals.Length];
        for (var i = 0; i < logs.Length; i++) logs[i] = Math.Log(Math.Max(intervals[i], 1e-6));
        var count = Split(logs, 0, MostParts, borders);
        borders[..count].Sort();
        return count;
    }

    /// <param name="logs">Of the part.</param>
    /// <param name="offset">Where the part begins.</param>
    /// <param name="parts">Most parts that it may become.</param>
    /// <param name="borders">Where positions are still to be put.</param>
    /// <returns>How many were.</returns>
    private static int Split(ReadOnlySpan<double> logs, int offset, int parts, Span<int> borders)
    {
        if (parts < 2 || borders.IsEmpty || FindBorder(logs) is not { } at) return 0;
        borders[0] = offset + at;
        var count = 1 + Split(logs[..at], offset, parts - 1, borders[1..]);
        return count + Split(logs[at..], offset + at, parts - 1, borders[count..]);
    }

    private static int? FindBorder(ReadOnlySpan<double> logs)
    {
        var length = logs.Length;
        if (length < 2 * FewestIntervals) return null;
        var room = length <= Scratch.OnStack ? stackalloc double[3 * length] : new double[3 * length];
        var sums = room[..length];
        var medians = room[length..(2 * length)];
        var sorted = room[(2 * length)..];
        var after = new RunningDeviation(sorted);
        for (var i = length - 1; i >= 0; i--)
        {
            after.Add(logs[i]);
            (sums[i], medians[i]) = (after.Sum, after.Median); // of the values from here on
        }
        var (best, least) = (-1, sums[0] * (1 - LeastGain));
        var before = new RunningDeviation(sorted);
        for (var at = 1; at <= length - FewestIntervals; at++)
        {
            before.Add(logs[at - 1]);
            if (at < FewestIntervals || before.Sum + sums[at] is var sum && sum >= least) continue;
            if (Math.Abs(before.Median - medians[at]) >= LeastStep) (best, least) = (at, sum);
        }
        return best < 0 ? null : best;
    }
}
