namespace NetSensor.Analyzers.Indicators;

/// <summary>How the matches of indicator lists are told, and how far a new list looks back.</summary>
public sealed record IndicatorOptions
{
    /// <summary>Least confidence of an indicator, 0 to 100, where its list gives one. Higher: doubtful indicators stay silent.</summary>
    public int MinimumConfidence { get; init; } = 25;

    /// <summary>How far back a new list is swept over what was seen. Higher: older contacts are found.</summary>
    public TimeSpan LookBack { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Destinations, names and fingerprints remembered for that; the one silent longest makes room. Higher: more memory (about 250 bytes each).</summary>
    public int Remembered { get; init; } = 100_000;

    /// <summary>URLs of HTTP remembered for that; the one silent longest makes room. Higher: more memory (about 400 bytes each).</summary>
    public int RememberedUrls { get; init; } = 30_000;

    /// <summary>Pairs of host and indicator remembered; the one silent longest makes room.</summary>
    public int Sightings { get; init; } = 20_000;
}
