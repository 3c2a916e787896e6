namespace NetSensor.Flows;

/// <summary>How flows are told apart from silence, and how much of them is kept.</summary>
public sealed record FlowOptions
{
    /// <summary>Most flows at a time on one shard. Higher: more memory, fewer evictions under a flood.</summary>
    public int Capacity { get; init; } = 1_000_000;
}
