namespace NetSensor.Analyzers.LateralMovement;

/// <summary>What the detector of lateral movement asks for before it speaks.</summary>
public sealed record LateralMovementOptions
{
    /// <summary>Least risk told, 0 to 100. Higher: single looks (a list of shares) stay silent.</summary>
    public int MinimumRisk { get; init; } = 10;

    /// <summary>How long after a host was entered its own steps count as a continuation. Higher: slower intruders are followed, more chance chains.</summary>
    public TimeSpan ChainWithin { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How soon after a remote desktop on a host the next one from there counts as a chain. Higher: slower hands are followed, more chance chains.</summary>
    public TimeSpan DesktopChainWithin { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long habits of administration are learnt before a first time means anything. Higher: fewer alarms in the first weeks.</summary>
    public TimeSpan LearningPeriod { get; init; } = TimeSpan.FromDays(3);

    /// <summary>Earlier days (decayed) after which administering a host, or hosts at all, is a habit and weighs little. Higher: habits are slower to count.</summary>
    public double UsualAfterDays { get; init; } = 2.5;

    /// <summary>Time in which a day of a habit loses half of its weight. Higher: old habits count longer.</summary>
    public TimeSpan HalfLife { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Pairs of hosts watched; the one silent longest makes room. Higher: more memory (about 2 KB each).</summary>
    public int Edges { get; init; } = 50_000;
}
