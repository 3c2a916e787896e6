using NetSensor.Analyzers.Beaconing.Rhythm;
using NetSensor.Analyzers.Common;

namespace NetSensor.Analyzers.Beaconing;

/// <summary>What check-ins carry: an implant asks in the same words each time and is told "nothing" in the same words, until there is a task; pure.</summary>
/// <param name="MedianOut">Median of the payload bytes sent.</param>
/// <param name="SpreadOut">Their median absolute deviation, relative to the median; 1 when the median is 0 and not all are.</param>
/// <param name="MedianIn">Median of the payload bytes received.</param>
/// <param name="SpreadIn">As above.</param>
/// <param name="Tasks">Replies that are far larger than the usual one, when those are few.</param>
public readonly record struct SizeProfile(double MedianOut, double SpreadOut, double MedianIn, double SpreadIn, int Tasks)
{
    private const double TaskTimes = 3;       // a reply so many times the usual one…
    private const double TaskBytes = 500;     // …and so many bytes larger is a task, not another header
    private const double MostTasksShare = 0.2; // beyond this the sizes are just uneven

    /// <summary>Profiles check-ins.</summary>
    public static SizeProfile Of(ReadOnlySpan<CheckIn> checkIns)
    {
        var room = checkIns.Length <= Scratch.OnStack ? stackalloc double[2 * checkIns.Length] : new double[2 * checkIns.Length];
        var sent = room[..checkIns.Length];
        var received = room[checkIns.Length..];
        for (var i = 0; i < checkIns.Length; i++) (sent[i], received[i]) = (checkIns[i].BytesOut, checkIns[i].BytesIn);
        var (medianOut, spreadOut) = Spread(sent);
        var (medianIn, spreadIn) = Spread(received);
        var tasks = 0;
        foreach (var bytes in received)
            if (bytes > TaskTimes * medianIn && bytes > medianIn + TaskBytes) tasks++;
        return new SizeProfile(medianOut, spreadOut, medianIn, spreadIn, tasks <= MostTasksShare * checkIns.Length ? tasks : 0);
    }

    private static (double Median, double Spread) Spread(Span<double> sizes)
    {
        if (sizes.Length > 0 && !sizes.ContainsAnyExcept(sizes[0])) return (sizes[0], 0); // the same words each time, as most programs have
        RankSort.Sort(sizes);
        var median = RobustStats.Median(sizes);
        if (median <= 0) return (0, sizes.Length > 0 && sizes[^1] > 0 ? 1 : 0);
        return (median, RobustStats.MedianDeviation(sizes, median) / median);
    }
}
