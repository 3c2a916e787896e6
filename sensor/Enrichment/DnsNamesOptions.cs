namespace NetSensor.Enrichment;

/// <summary>How many names of addresses are remembered, and for how long.</summary>
public sealed record DnsNamesOptions
{
    /// <summary>Most pairs of client and address. Higher: more memory (about 150 bytes each, and the names), fewer flows without a name in a large network.</summary>
    public int Capacity { get; init; } = 200_000;

    /// <summary>
    /// Time after the last answer or use at which a name is forgotten. Programs keep using an address long after its answer's lifetime; higher
    /// finds their names, and more often a stale one.
    /// </summary>
    public TimeSpan IdleAfter { get; init; } = TimeSpan.FromHours(12);
}
