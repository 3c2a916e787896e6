namespace NetSensor.Analyzers.ThingHabits;

/// <summary>What the detector of things' habits learns, and what it asks for before it speaks.</summary>
public sealed record ThingHabitOptions
{
    /// <summary>Time for which a thing must be known before it is judged. Higher: what it does once a week is known by then, later sight.</summary>
    public TimeSpan LearningPeriod { get; init; } = TimeSpan.FromDays(3);

    /// <summary>Intervals in which it must have been seen at work before it is judged. Higher: more must have been seen of things that sleep.</summary>
    public int MinimumObservations { get; init; } = 100;

    /// <summary>What a thing does again within so much time counts once. Higher: habits take longer to establish.</summary>
    public TimeSpan ObservationInterval { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Time after which what was learnt counts half. Higher: a place visited long ago stays usual for longer.</summary>
    public TimeSpan HalfLife { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Risk from which a thing is told, 0 to 100. Lower: new clouds of its maker are told as well.</summary>
    public int MinimumRisk { get; init; } = 35;

    /// <summary>Time without anything unusual after which what comes next is another story. Higher: what an intruder does over days stays one finding.</summary>
    public TimeSpan StoryGap { get; init; } = TimeSpan.FromDays(1);

    /// <summary>An hour's upload is unusual when it is this many times the largest hour that was learnt. Higher: fewer.</summary>
    public double VolumeGrowth { get; init; } = 8;

    /// <summary>Bytes sent outside within an hour below which no volume is unusual. Higher: fewer.</summary>
    public long MinimumVolume { get; init; } = 10_000_000;

    /// <summary>Things whose habits are kept; the one silent longest makes room. Higher: more memory (2 to 15 KB each).</summary>
    public int Capacity { get; init; } = 10_000;
}
