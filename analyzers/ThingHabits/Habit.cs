using NetSensor.Analyzers.Common;

namespace NetSensor.Analyzers.ThingHabits;

/// <summary>Something that a thing does.</summary>
internal sealed class Habit(HabitKind kind, ulong what)
{
    /// <summary>What sort of thing.</summary>
    public HabitKind Kind { get; } = kind;
    /// <summary>Hash of the port, host, name or country.</summary>
    public ulong What { get; } = what;
    /// <summary>Observations, decayed; its time is that of the newest.</summary>
    public DecayedCount Weight { get; set; }
    /// <summary>Observations, never decayed.</summary>
    public int Times { get; set; }
}
