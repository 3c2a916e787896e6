namespace NetSensor.Analyzers.Beaconing.Rhythm;

/// <summary>
/// The sleep and the form of its jitter that explain a range of intervals: people set round sleeps, and which edge of the range lies at one tells
/// the form, and so does a share of jitter that is a multiple of five per cent; pure.
/// </summary>
/// <param name="Sleep">The sleep in seconds: the round one, or the middle of the range.</param>
/// <param name="Jitter">Share of the sleep by which it varies, in the form's own sense.</param>
/// <param name="Form">The form.</param>
public readonly record struct SleepFit(double Sleep, double Jitter, JitterForm Form)
{
    private const double ExactWithin = 0.03;  // a range so narrow, relative to its middle, is what timers and the network do by themselves
    private const double NearRound = 0.03;    // how far an edge may lie from a round sleep, as a share of it

    private static readonly double[] RoundSeconds =
    [
        1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 90, 120, 150, 180, 240, 300, 420, 600, 900, 1200, 1500, 1800, 2700, 3600, 5400, 7200, 10800, 14400, 18000, 21600,
        28800, 43200, 86400,
    ];

    /// <summary>Explains intervals of which the shortest and longest are these.</summary>
    /// <param name="low">Shortest, in seconds.</param>
    /// <param name="high">Longest, in seconds.</param>
    /// <param name="count">How many they are: the fewer, the further beyond them the true edges lie.</param>
    public static SleepFit Of(double low, double high, int count)
    {
        var middle = (low + high) / 2;
        if (middle <= 0) return new SleepFit(0, 0, JitterForm.Unclear);
        if (high - low <= ExactWithin * middle) return new SleepFit(middle, (high - low) / 2 / middle, JitterForm.Exact);
        var beyond = (high - low) / Math.Max(count - 1, 1); // of evenly spread values the edges lie one step beyond the outermost
        var (from, to) = (Math.Max(0, low - beyond), high + beyond);
        var (shorter, both, longer) = (new SleepFit(Nearest(to), Math.Clamp((to - from) / to, 0, 1), JitterForm.Shortens),
            new SleepFit(Nearest(middle), Math.Clamp((to - from) / 2 / middle, 0, 1), JitterForm.Symmetric),
            new SleepFit(Nearest(from), (to - from) / Math.Max(from, 1e-9), JitterForm.Lengthens));
        var (shorterMisfit, bothMisfit, longerMisfit) = (Misfit(to, beyond), Misfit(middle, beyond), Misfit(from, beyond));
        var (asShorter, asBoth) = (shorterMisfit + OffShare(shorter.Jitter), bothMisfit + OffShare(both.Jitter));
        var asLonger = longerMisfit + Math.Min(OffShare(longer.Jitter), Misfit(to - from, beyond) / 2); // added seconds are round themselves
        if (Math.Min(shorterMisfit, Math.Min(bothMisfit, longerMisfit)) > 1) return new SleepFit(middle, (to - from) / 2 / middle, JitterForm.Unclear);
        return asShorter <= asBoth && asShorter <= asLonger ? shorter : asBoth <= asLonger ? both : longer;
    }

    /// <summary>How far a share lies from the next multiple of five per cent, which is what people set; at most a half.</summary>
    private static double OffShare(double share) => Math.Min(0.5, Math.Abs(share - Math.Round(share * 20) / 20) / 0.02 * 0.5);

    /// <summary>Distance to the nearest round sleep, in units of what is tolerated.</summary>
    private static double Misfit(double edge, double uncertain)
    {
        var round = Nearest(edge);
        return Math.Abs(edge - round) / Math.Max(NearRound * round, Math.Min(uncertain, 2 * NearRound * round));
    }

    private static double Nearest(double seconds)
    {
        var above = Array.BinarySearch(RoundSeconds, seconds);
        if (above >= 0) return seconds;
        above = ~above;
        if (above == 0) return RoundSeconds[0];
        if (above == RoundSeconds.Length) return RoundSeconds[^1];
        return RoundSeconds[above] - seconds < seconds - RoundSeconds[above - 1] ? RoundSeconds[above] : RoundSeconds[above - 1];
    }
}
