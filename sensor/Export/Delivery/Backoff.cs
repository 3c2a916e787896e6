namespace NetSensor.Export.Delivery;

/// <summary>How long to wait before the next attempt: doubled each time, less a random part, so that many sensors do not return as one.</summary>
public static class Backoff
{
    private const int MostDoublings = 30; // beyond it any wait is the longest one

    /// <summary>The wait behind the attempt of this number, from 1.</summary>
    /// <param name="attempt">Attempts that failed in a row.</param>
    /// <param name="first">The wait behind the first.</param>
    /// <param name="longest">The longest.</param>
    /// <param name="chance">0 to 1: how much of the half that may be taken off is taken off.</param>
    public static TimeSpan Wait(int attempt, TimeSpan first, TimeSpan longest, double chance)
    {
        var whole = first * Math.Pow(2, Math.Clamp(attempt - 1, 0, MostDoublings));
        return (whole < longest ? whole : longest) * (1 - chance / 2);
    }
}
