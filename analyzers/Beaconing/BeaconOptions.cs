namespace NetSensor.Analyzers.Beaconing;

/// <summary>What the beacon detector asks for before it speaks, and how much it remembers.</summary>
public sealed record BeaconOptions
{
    /// <summary>Fewest check-ins judged; default 10. Higher: fewer false alarms, slower to notice.</summary>
    public int MinimumCheckIns { get; init; } = 10;

    /// <summary>Largest chance that a memoryless source looks so regular; default 10⁻⁶. Lower: fewer false alarms, strong jitter needs more check-ins.</summary>
    public double MaximumPValue { get; init; } = 1e-6;

    /// <summary>Lowest risk told, 0 to 100; default 45. Higher: fewer findings of regular programs that are likely harmless.</summary>
    public int MinimumRisk { get; init; } = 45;

    /// <summary>
    /// Connections of one channel that start so close together are one check-in (a page opens several); default 10 s. Quicker beacons are looked for beside
    /// that. Higher: slow beacons with long contacts are seen more clearly.
    /// </summary>
    public TimeSpan MergeWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Shortest period told; default 1 s. Higher: quick pollers (progress bars, games) stay silent, quick beacons too.</summary>
    public TimeSpan MinimumPeriod { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Newest check-ins kept per candidate; default 256. Higher: slow changes of the period blur, memory grows (24 bytes each).</summary>
    public int CheckInsKept { get; init; } = 256;

    /// <summary>Channels of which only the first contacts are kept; default 1,000,000 (81 bytes each). Higher: more memory, slow beacons are seen among more traffic.</summary>
    public int Channels { get; init; } = 1_000_000;

    /// <summary>Channels with enough contacts to matter, kept in full; default 50,000 (up to 8 KB each, mostly below 1 KB). Higher: more memory.</summary>
    public int Candidates { get; init; } = 50_000;

    /// <summary>Destinations, names, fingerprints and networks whose visitors are counted; default 500,000 (24 bytes each).</summary>
    public int Destinations { get; init; } = 500_000;

    /// <summary>Hosts whose waking hours are kept; default 100,000 (about 250 bytes each).</summary>
    public int Hosts { get; init; } = 100_000;

    /// <summary>A destination that at least so many hosts visit can be common property (an update server); default 4.</summary>
    public int CommonSources { get; init; } = 4;

    /// <summary>…when they are also at least this share of all hosts that opened connections; default 0.25. Lower: more is taken for common property.</summary>
    public double CommonShare { get; init; } = 0.25;
}
