namespace NetSensor.Analyzers.Beaconing.Rhythm;

/// <summary>
/// Whether starts keep to the beat of a clock although many beats are missed (a scheduled task, a laptop that sleeps): Rayleigh's test on the phases of the
/// starts, at the best of the frequencies around a supposed period; pure.
/// </summary>
/// <param name="Period">The best period, in the unit of the starts.</param>
/// <param name="LogP">Natural logarithm of the chance that starts without rhythm agree so well, with all frequencies that could have been tried.</param>
public readonly record struct PhaseLock(double Period, double LogP)
{
    private const int MostTried = 96;       // frequencies: each costs a sine and a cosine per start
    private const double Around = 0.06;     // how far from the supposed period, as a share of it
    private const int Oversampling = 4;     // frequencies per independent one, so that none falls between two

    /// <summary>Looks around this period.</summary>
    public static PhaseLock Find(ReadOnlySpan<double> starts, double period)
    {
        if (starts.Length < 4 || period <= 0) return new PhaseLock(period, 0);
        var span = starts[^1] - starts[0];
        var step = 1 / (Oversampling * span);
        var (low, high) = (1 / (period * (1 + Around)), 1 / (period * (1 - Around)));
        step = Math.Max(step, (high - low) / MostTried);
        var (best, strength) = (1 / period, 0.0);
        for (var frequency = low; frequency <= high; frequency += step)
            if (Strength(starts, frequency) is var found && found > strength) (best, strength) = (frequency, found);
        var tries = Oversampling * (span / period + 1);
        return new PhaseLock(1 / best, Math.Min(0, -strength + Math.Log(tries)));
    }

    /// <summary>Rayleigh's statistic: the number of starts times the squared mean of their phases as directions.</summary>
    private static double Strength(ReadOnlySpan<double> starts, double frequency)
    {
        var (x, y) = (0.0, 0.0);
        foreach (var start in starts)
        {
            var (sine, cosine) = Math.SinCos(2 * Math.PI * frequency * (start - starts[0]));
            (x, y) = (x + cosine, y + sine);
        }
        return (x * x + y * y) / starts.Length;
    }
}
