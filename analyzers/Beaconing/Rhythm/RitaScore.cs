using NetSensor.Analyzers.Common;

namespace NetSensor.Analyzers.Beaconing.Rhythm;

/// <summary>
/// The score that RITA v5 gives a channel over its last 24 hours, so that whoever knows RITA can compare: the mean of four parts, each 0 to 1.
/// Told beside our own judgement; nothing depends on it.
/// </summary>
/// <param name="Timestamps">How even the intervals are: Bowley's skewness and the median absolute deviation.</param>
/// <param name="Sizes">The same of the bytes sent.</param>
/// <param name="Histogram">How flat the connections per 24th of the window are, or how well they fit two levels.</param>
/// <param name="Duration">How much of the window the channel covers, or its longest run of busy 24ths.</param>
public readonly record struct RitaScore(double Timestamps, double Sizes, double Histogram, double Duration)
{
    private const int FewestContacts = 4;        // RITA looks at channels with four different seconds or more
    private const double SkewMatters = 10;       // a spread of the quartiles below this (seconds, bytes) counts as symmetric
    private const int BarsForTwoLevels = 11;     // busy 24ths from which two levels are looked for
    private const int BarsForDuration = 6;       // busy 24ths from which the duration counts
    private const double IdealRun = 12;          // busy 24ths in a row that count as fully consistent
    private const double LevelWidth = 0.05;      // bars within this share of the highest are one level

    /// <summary>The mean of the four parts, rounded to three digits as RITA does.</summary>
    public double Score => Round((Timestamps + Sizes + Histogram + Duration) / 4);

    /// <summary>Scores a channel; null when RITA would not look at it.</summary>
    /// <param name="starts">Starts of the connections in seconds, ascending.</param>
    /// <param name="bytesOut">Bytes sent per connection, any order.</param>
    /// <param name="bars">Connections per 24th of the window.</param>
    /// <param name="windowShare">The time from the first connection to the last, as a share of the window.</param>
    public static RitaScore? Of(ReadOnlySpan<double> starts, ReadOnlySpan<double> bytesOut, ReadOnlySpan<int> bars, double windowShare)
    {
        var intervals = Intervals(starts);
        if (intervals.Length < FewestContacts - 1) return null;
        var sizes = bytesOut.ToArray();
        Array.Sort(sizes);
        return new RitaScore(
            Evenness(intervals, whenTiny: 1), Evenness(sizes, whenTiny: 0), Math.Max(Flatness(bars), TwoLevels(bars)), Coverage(bars, windowShare));
    }

    private static double[] Intervals(ReadOnlySpan<double> starts)
    {
        var intervals = new List<double>(starts.Length);
        for (var i = 1; i < starts.Length; i++)
            if (Math.Floor(starts[i]) - Math.Floor(starts[i - 1]) is > 0 and var interval) intervals.Add(interval);
        intervals.Sort();
        return [.. intervals];
    }

    private static double Evenness(double[] sorted, double whenTiny)
    {
        var median = RobustStats.Median(sorted);
        var (low, high) = (RobustStats.Median(sorted.AsSpan(0, sorted.Length / 2)), RobustStats.Median(sorted.AsSpan((sorted.Length + 1) / 2)));
        var skewness = high - low < SkewMatters || median == low || median == high ? 0 : (low + high - 2 * median) / (high - low);
        var deviations = Array.ConvertAll(sorted, value => Math.Abs(value - median));
        Array.Sort(deviations);
        var closeness = median >= 1 ? Math.Max(0, (median - RobustStats.Median(deviations)) / median) : whenTiny;
        return Round((1 - Math.Abs(skewness) + closeness) / 2);
    }

    private static double Flatness(ReadOnlySpan<int> bars)
    {
        double sum = 0, squares = 0;
        foreach (var bar in bars) sum += bar;
        if (sum <= 0) return 0;
        var mean = sum / bars.Length;
        foreach (var bar in bars) squares += (bar - mean) * (bar - mean);
        return Round(Math.Max(0, 1 - Math.Sqrt(squares / bars.Length) / mean));
    }

    private static double TwoLevels(ReadOnlySpan<int> bars)
    {
        var (busy, highest) = (0, 0);
        foreach (var bar in bars) (busy, highest) = (busy + (bar > 0 ? 1 : 0), Math.Max(highest, bar));
        if (busy < BarsForTwoLevels) return 0;
        var width = Math.Ceiling(highest * LevelWidth);
        var levels = new Dictionary<int, int>();
        foreach (var bar in bars)
            if (bar > 0) levels[(int)(bar / width)] = levels.GetValueOrDefault((int)(bar / width)) + 1;
        var (first, second) = (0, 0);
        foreach (var count in levels.Values) (first, second) = count > first ? (count, first) : (first, Math.Max(second, count));
        return Round(Math.Min(1, (first + second) / Math.Max(busy - 1.0, 1))); // one bar may be an outlier
    }

    private static double Coverage(ReadOnlySpan<int> bars, double windowShare)
    {
        var (busy, run, longest) = (0, 0, 0);
        for (var i = 0; i < 2 * bars.Length; i++) // twice around: a run may pass midnight
        {
            run = bars[i % bars.Length] > 0 ? run + 1 : 0;
            longest = Math.Max(longest, run);
            if (i < bars.Length && run > 0) busy++;
        }
        return busy < BarsForDuration ? 0 : Math.Min(1, Math.Max(windowShare, Math.Min(longest, bars.Length) / IdealRun));
    }

    private static double Round(double value) => Math.Round(value, 3, MidpointRounding.AwayFromZero);
}
