using NetSensor.Wire;

namespace NetSensor.Analyzers.Common;

/// <summary>A count that forgets: what was added loses half of its weight within each half-life.</summary>
public readonly record struct DecayedCount(double Weight, Timestamp At)
{
    /// <summary>The count at this time; what lies before its last change is taken for that moment.</summary>
    public double WeightAt(Timestamp now, TimeSpan halfLife) => now <= At || Weight == 0 ? Weight : Weight * Math.Pow(0.5, (now - At) / halfLife);

    /// <summary>The count with something added.</summary>
    public DecayedCount Plus(double amount, Timestamp now, TimeSpan halfLife) => new(WeightAt(now, halfLife) + amount, Timestamp.Max(At, now));
}
