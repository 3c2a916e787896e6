namespace NetSensor.Store;

/// <summary>How much is kept in a state file, and how often it is written.</summary>
public sealed record StateOptions
{
    /// <summary>What was last used longer ago than this, on the packet clock, is forgotten. Higher: rare habits are known, a larger file.</summary>
    public TimeSpan Keep { get; init; } = TimeSpan.FromDays(90);

    /// <summary>How often learners are asked what changed, on the wall clock. Higher: a kill costs more learning; lower: more writing.</summary>
    public TimeSpan SaveEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Most entries of one learner; the least recently used go first, and are counted. Higher: larger networks, a larger file, a slower start.</summary>
    public int MaxEntries { get; init; } = 250_000;

    /// <summary>Most bytes of the file, its journal aside; beyond it the least recently used entries go first, and are counted.</summary>
    public long MaxBytes { get; init; } = 512L << 20;

    /// <summary>Most findings kept; those seen last longest ago go first.</summary>
    public int MaxFindings { get; init; } = 50_000;

    /// <summary>All of the end: what is not written by then is lost. A service is killed after a minute (systemd's TimeoutStopSec), of which the logs need some; a replay can wait.</summary>
    public TimeSpan EndsWithin { get; init; } = TimeSpan.FromSeconds(45);
}
