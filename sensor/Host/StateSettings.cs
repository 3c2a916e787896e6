using NetSensor.Store;

namespace NetSensor.Host;

/// <summary>Where what is learnt is kept, and how much of it.</summary>
public sealed record StateSettings
{
    /// <summary>The state file; null for none: the run starts fresh and forgets.</summary>
    public string? Path { get; init; }

    /// <summary>Bounds of the file.</summary>
    public StateOptions Bounds { get; init; } = new();
}
