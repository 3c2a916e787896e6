namespace NetSensor.Analyzers.Common;

/// <summary>How much it says that something new was met; pure.</summary>
public static class Novelty
{
    private const double StrongestAt = 1.3; // powers of ten below one in ten: one in two hundred

    /// <summary>
    /// The chance that the next observation is of something not met before (Good and Turing: the share of those met once among all observations, with
    /// one of each added so that little history is never sure): near 1 for who is new or does everything, small for who keeps to a few.
    /// </summary>
    public static double Chance(int metOnce, double observations) => Math.Min(1, (metOnce + 1) / (observations + 2));

    /// <summary>0 where something new had to be expected in one of ten observations, 1 in one of two hundred.</summary>
    public static double Strength(double chance) => Math.Clamp((-Math.Log10(Math.Max(chance, 1e-9)) - 1) / StrongestAt, 0, 1);
}
