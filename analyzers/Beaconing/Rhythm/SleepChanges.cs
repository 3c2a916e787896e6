namespace NetSensor.Analyzers.Beaconing.Rhythm;

/// <summary>Where a sequence of intervals takes on another length for good: an operator changed the sleep; pure.</summary>
public static class SleepChanges
{
    /// <summary>Fewest intervals of a part.</summary>
    public const int FewestIntervals = 6;

    /// <summary>Most parts looked for.</summary>
    public const int MostParts = 4;

    private const double Least = 1e-6;      // shorter intervals count as that long
    private const double LeastGain = 0.3;   // a split must take away this share of the deviations
    private const double LeastStep = 0.25;  // and the parts' medians differ by this in their logarithm: 28 %
    private const int HalfOfPart = FewestIntervals / 2; // so many of a part's intervals are no longer than its median, and as many no shorter

    /// <summary>Finds the positions at which new parts begin, ascending.</summary>
    /// <param name="intervals">Intervals in the order of time, all above zero.</param>
    /// <param name="borders">Takes the positions; one less than <see cref="MostParts"/> at most.</param>
    /// <returns>How many they are; 0 when all is one part.</returns>
    public static int Find(ReadOnlySpan<double> intervals, Span<int> borders)
    {
        if (intervals.Length < 2 * FewestIntervals || !CanDiffer(intervals)) return 0;
        var logs = intervals.Length <= Scratch.OnStack ? stackalloc double[intervals.Length] : new double[intervals.Length];
        for (var i = 0; i < logs.Length; i++) logs[i] = Math.Log(Math.Max(intervals[i], Least));
        var count = Split(logs, 0, MostParts, borders);
        borders[..count].Sort();
        return count;
    }

    /// <summary>
    /// Whether two parts' medians can differ enough: then three intervals at least are as short as the one, and three as long as the other. Most rhythms are too even for
    /// that, which takes no sorting to see.
    /// </summary>
    private static bool CanDiffer(ReadOnlySpan<double> intervals)
    {
        Span<double> shortest = stackalloc double[HalfOfPart]; // ascending
        Span<double> longest = stackalloc double[HalfOfPart]; // negative, and so ascending too
        shortest.Fill(double.PositiveInfinity);
        longest.Fill(double.PositiveInfinity);
        foreach (var interval in intervals)
        {
            if (interval < shortest[^1]) Insert(shortest, interval);
            if (-interval < longest[^1]) Insert(longest, -interval);
        }
        return Math.Log(Math.Max(-longest[^1], Least)) - Math.Log(Math.Max(shortest[^1], Least)) >= LeastStep;
    }

    private static void Insert(Span<double> ascending, double value)
    {
        var at = ascending.Length - 1;
        for (; at > 0 && ascending[at - 1] > value; at--) ascending[at] = ascending[at - 1];
        ascending[at] = value;
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
        var numbers = length <= Scratch.OnStack ? stackalloc int[ShrinkingDeviation.NumbersOfValue * length] : new int[ShrinkingDeviation.NumbersOfValue * length];
        var after = room[..length];
        var medians = room[length..(2 * length)];
        var rest = new ShrinkingDeviation(logs, room[(2 * length)..], numbers);
        var whole = rest.Sum;
        for (var at = 1; at <= length - FewestIntervals; at++)
        {
            rest.Remove(at - 1);
            (after[at], medians[at]) = (rest.Sum, rest.Median); // of the values from here on
        }
        rest.Restore();
        var (best, least) = (-1, whole * (1 - LeastGain));
        for (var at = length - 1; at >= FewestIntervals; at--)
        {
            rest.Remove(at); // those before remain
            if (at > length - FewestIntervals || rest.Sum + after[at] is var sum && sum > least) continue;
            if (Math.Abs(rest.Median - medians[at]) >= LeastStep) (best, least) = (at, sum);
        }
        return best < 0 ? null : best;
    }
}
