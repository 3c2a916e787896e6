using NetSensor.Analyzers.Beaconing.Rhythm;
using NetSensor.Analyzers.Common;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Beaconing;

/// <summary>The numbers of one channel's rhythm. Times are in seconds, shares from 0 to 1.</summary>
/// <param name="CheckIns">Check-ins judged, those that start together counted once.</param>
/// <param name="Now">The rhythm as it is now: of the newest part when the sleep changed.</param>
/// <param name="LogP">Natural logarithm of the chance that a memoryless source looks so regular, over all parts.</param>
/// <param name="Sleep">The sleep and form of jitter that explain it.</param>
/// <param name="MissedShare">Check-ins that the period announces and that did not come.</param>
/// <param name="Pauses">Intervals in which the host was asleep, left out.</param>
/// <param name="Merged">Starts so close together were taken for one.</param>
/// <param name="Changes">How often the sleep changed.</param>
/// <param name="PreviousPeriod">The period before it changed last; 0 when it did not.</param>
/// <param name="Covered">From the first check-in judged to the last.</param>
public readonly record struct BeaconScore(
    int CheckIns, Regularity Now, double LogP, SleepFit Sleep, double MissedShare, int Pauses, TimeSpan Merged, int Changes, double PreviousPeriod, TimeSpan Covered)
{
    private const int LongestFold = 8;           // an interval of more periods than this is a pause (night, laptop closed), not so many misses
    private const double CoarsePeriod = 20;      // seconds: a period twice the coarse merge is no artefact of it
    private const double CoarseSinglesShare = 0.5;
    private const double RegularPart = -5;       // ln p of a part that has a rhythm of its own
    private static readonly TimeSpan Finest = TimeSpan.FromMilliseconds(250); // as candidates keep them
    private static readonly TimeSpan[] Windows = [TimeSpan.FromDays(30), TimeSpan.FromDays(7), TimeSpan.FromDays(1), TimeSpan.FromHours(1)];

    /// <summary>The chance itself; below 1e-300 it is told as that.</summary>
    public double PValue => Math.Exp(Math.Max(LogP, -690));

    /// <summary>
    /// Judges check-ins, in the order of their starts, over the last 30 days, week, day and hour, and keeps the window that is surprised most.
    /// A channel may carry a page that opens several connections at each check-in, or a beacon that is quicker than that: both are looked for.
    /// </summary>
    /// <param name="checkIns">In the order of their starts.</param>
    /// <param name="options">Fewest check-ins, largest chance, and what is merged.</param>
    /// <param name="slept">Whether the host was asleep for a part of the time between two moments.</param>
    public static BeaconScore Of(ReadOnlySpan<CheckIn> checkIns, BeaconOptions options, Func<Timestamp, Timestamp, bool>? slept = null)
    {
        var best = default(BeaconScore);
        var judged = int.MaxValue;
        foreach (var window in Windows)
        {
            var since = Since(checkIns, window);
            if (since.Length < options.MinimumCheckIns) break;
            if (since.Length > 0.75 * judged) continue; // nearly the same check-ins again
            judged = since.Length;
            var score = OfWindow(since, options, slept);
            if (score.LogP + Math.Log(Windows.Length) < best.LogP) best = score with { LogP = score.LogP + Math.Log(Windows.Length) };
        }
        return best;
    }

    private static ReadOnlySpan<CheckIn> Since(ReadOnlySpan<CheckIn> checkIns, TimeSpan window)
    {
        var first = 0;
        while (first < checkIns.Length && checkIns[^1].Start - checkIns[first].Start > window) first++;
        return checkIns[first..];
    }

    private static BeaconScore OfWindow(ReadOnlySpan<CheckIn> checkIns, BeaconOptions options, Func<Timestamp, Timestamp, bool>? slept)
    {
        var fine = OfMerged(checkIns, Finest, options, slept);
        if (options.MergeWithin <= Finest || !AnyWithin(checkIns, options.MergeWithin)) return fine;
        var coarse = OfMerged(checkIns, options.MergeWithin, options, slept);
        var convinces = coarse.LogP <= Math.Log(options.MaximumPValue) && coarse.Now.Period >= CoarsePeriod
            && coarse.Now.Singles >= CoarseSinglesShare * (coarse.CheckIns - 1) && coarse.Now.Period > 3 * fine.Now.Period;
        return convinces || coarse.LogP < fine.LogP && coarse.Now.Period >= CoarsePeriod ? coarse : fine;
    }

    private static bool AnyWithin(ReadOnlySpan<CheckIn> checkIns, TimeSpan within)
    {
        for (var i = 1; i < checkIns.Length; i++)
            if (checkIns[i].Start - checkIns[i - 1].Start <= within) return true;
        return false;
    }

    private static BeaconScore OfMerged(ReadOnlySpan<CheckIn> checkIns, TimeSpan within, BeaconOptions options, Func<Timestamp, Timestamp, bool>? slept)
    {
        var length = Intervals.RoomOfCheckIn * checkIns.Length;
        var room = checkIns.Length <= Scratch.OnStack ? stackalloc double[length] : new double[length];
        var intervals = Intervals.Of(checkIns, within, slept, room);
        if (intervals.Starts.Length < options.MinimumCheckIns || intervals.Count < SleepChanges.FewestIntervals) return default;
        var whole = Regularity.Of(intervals.Spans, intervals.Free, intervals.Starts);
        Span<int> borders = stackalloc int[SleepChanges.MostParts - 1];
        borders = borders[..SleepChanges.Find(intervals.Spans, borders)];
        var (now, logP, previous) = (whole, whole.LogP, 0.0);
        if (borders.Length > 0 && OfParts(intervals, borders) is { Previous: > 0 } parts && parts.LogP < logP)
            (now, logP, previous) = (parts.Now, parts.LogP, parts.Previous);
        var sleep = SleepFit.Of(now.Low, now.High, now.Singles);
        return new BeaconScore(intervals.Starts.Length, now, logP, sleep, Missed(intervals.Spans[(previous > 0 ? borders[^1] : 0)..], now), intervals.Pauses, within,
            previous > 0 ? borders.Length : 0, previous, TimeSpan.FromSeconds(intervals.Starts[^1]));
    }

    /// <summary>Chances of the parts multiply; that the borders could be chosen is paid for. The newest part that is regular tells how it is now.</summary>
    private static (Regularity Now, double Previous, double LogP) OfParts(in Intervals intervals, ReadOnlySpan<int> borders)
    {
        var logP = LogGamma.Choose(intervals.Count, borders.Length);
        var (from, now, previous) = (0, default(Regularity), 0.0);
        for (var part = 0; part <= borders.Length; part++)
        {
            var to = part < borders.Length ? borders[part] : intervals.Count;
            var rhythm = Regularity.Of(intervals.Spans[from..to], intervals.Free[from..to], []);
            if (rhythm.LogP < RegularPart) (previous, now) = (now.Period, rhythm);
            logP += rhythm.LogP;
            from = to;
        }
        return (now, previous, logP);
    }

    private static double Missed(ReadOnlySpan<double> spans, Regularity rhythm)
    {
        if (rhythm.Period <= 0) return 0;
        var missed = 0;
        foreach (var span in spans)
        {
            if (span <= 1.05 * rhythm.High) continue;
            var folds = Math.Round(span / rhythm.Period) - 1;
            if (folds is >= 1 and < LongestFold) missed += (int)folds;
        }
        return missed / (double)(missed + spans.Length);
    }
}
