using System.ComponentModel.DataAnnotations;

namespace NetSensor.Analyzers.LateralMovement;

/// <summary>What the detector of lateral movement asks for before it speaks.</summary>
public sealed record LateralMovementOptions
{
    /// <summary>Least risk told, 0 to 100. Higher: single looks (a list of shares) stay silent.</summary>
    [Range(0, 100)]
    public int LeastRisk { get; init; } = 10;

    /// <summary>How long after a host was entered its own steps count as a continuation. Higher: slower intruders are followed, more chance chains.</summary>
    public TimeSpan ChainWithin { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Pairs of hosts watched; the one silent longest makes room. Higher: more memory (about 2 KB each).</summary>
    public int Edges { get; init; } = 50_000;
}
