namespace NetSensor.Analyzers.OddServices;

/// <summary>What the detector of odd ports and certificates asks for before it speaks.</summary>
public sealed record OddServiceOptions
{
    /// <summary>Least risk told, 0 to 100. Higher: single oddities stay silent.</summary>
    public int MinimumRisk { get; init; } = 35;

    /// <summary>Hosts of the network that must have been seen before it counts that a destination or fingerprint is rare among them.</summary>
    public int HostsForRarity { get; init; } = 5;

    /// <summary>Pairs of source and destination watched; the one silent longest makes room. Higher: more memory (about 300 bytes each).</summary>
    public int Pairs { get; init; } = 50_000;
}
