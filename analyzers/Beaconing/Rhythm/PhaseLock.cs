namespace NetSensor.Analyzers.Beaconing.Rhythm;

/// <summary>
/// Whether starts keep to the beat of a clock although many beats are missed (a scheduled task, a laptop that sleeps): Rayleigh's test on the phases of the
/// starts, at the best of the frequencies around a supposed period; pure.
/// </summary>
/// <param name="Period">The best period, in the unit of the starts.</param>
/// <param name="LogP">Natural logarithm of the chance that starts without rhythm agree so well, with all frequencies that could have been tried.</param>
public readonly record struct PhaseLock(double Period, double LogP)
{
    private const int MostTried = 96;       // frequencies: each costs a turn per start
    private const double Around = 0.06;     // how far from the supposed period, as a share of it
    private const int Oversampling = 4;     // frequencies per independent one, so that none falls between two

    private const double Rounding = 1e-9;

    /// <summary>Looks around this period.</summary>
    /// <param name="starts">Ascending.</param>
    /// <param name="period">Above 0, in their unit.</param>
    /// <param name="below">What the chance's logarithm has to be below to be of use; where it cannot be, nobody looks.</param>
    public static PhaseLock Find(ReadOnlySpan<double> starts, double period, double below = double.PositiveInfinity)
    {
        if (starts.Length < 4 || period <= 0) return new PhaseLock(period, 0);
        var span = starts[^1] - starts[0];
        var tries = Oversampling * (span / period + 1);
        if (Math.Log(tries) - starts.Length * (1 + Rounding) >= below) return new PhaseLock(period, 0); // all in phase could not do it
        var step = 1 / (Oversampling * span);
        var (low, high) = (1 / (period * (1 + Around)), 1 / (period * (1 - Around)));
        step = Math.Max(step, (high - low) / MostTried);
        Span<double> strengths = stackalloc double[MostTried + 2];
        strengths = strengths[..((int)((high - low) / step) + 1)];
        Strengths(starts, low, step, strengths);
        var (best, strength) = (1 / period, 0.0);
        for (var i = 0; i < strengths.Length; i++)
            if (strengths[i] > strength) (best, strength) = (low + i * step, strengths[i]);
        return new PhaseLock(1 / best, Math.Min(0, -strength + Math.Log(tries)));
    }

    /// <summary>
    /// Rayleigh's statistic at each of the frequencies: the number of starts times the squared mean of their phases as directions. From one frequency to the
    /// next each direction turns by the same angle.
    /// </summary>
    private static void Strengths(ReadOnlySpan<double> starts, double low, double step, Span<double> strengths)
    {
        Span<double> room = stackalloc double[2 * strengths.Length];
        var sumX = room[..strengths.Length];
        var sumY = room[strengths.Length..];
        foreach (var start in starts)
        {
            var angle = 2 * Math.PI * (start - starts[0]);
            var (y, x) = Math.SinCos(angle * low);
            var (turnY, turnX) = Math.SinCos(angle * step);
            for (var i = 0; i < strengths.Length; i++)
            {
                sumX[i] += x;
                sumY[i] += y;
                (x, y) = (x * turnX - y * turnY, x * turnY + y * turnX);
            }
        }
        for (var i = 0; i < strengths.Length; i++) strengths[i] = (sumX[i] * sumX[i] + sumY[i] * sumY[i]) / starts.Length;
    }
}
