namespace NetSensor.Analyzers.Beaconing;

/// <summary>What the beacon detector asks for before it speaks.</summary>
public sealed record BeaconOptions
{
    /// <summary>Fewest check-ins judged. Higher: fewer false alarms, slower to notice.</summary>
    public int MinimumCheckIns { get; init; } = 12;

    /// <summary>Largest chance that a memoryless source looks so regular. Lower: fewer false alarms, strong jitter needs more check-ins.</summary>
    public double MaximumPValue { get; init; } = 1e-4;

    /// <summary>Connections of one channel that start so close together are one check-in (a page opens several).</summary>
    public TimeSpan MergeWithin { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Shortest period told. Higher: quick pollers (progress bars, games) stay silent, quick beacons too.</summary>
    public TimeSpan MinimumPeriod { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Newest check-ins kept per channel. Higher: slow changes of the period blur, memory grows (40 bytes each).</summary>
    public int CheckInsKept { get; init; } = 256;

    /// <summary>Channels watched at a time; the one silent longest makes room. Higher: more memory (about 1 KB each).</summary>
    public int Channels { get; init; } = 100_000;

    /// <summary>Destinations whose visitors are counted. Higher: more memory.</summary>
    public int Destinations { get; init; } = 100_000;

    /// <summary>A destination that at least so many hosts visit can be common property (an update server).</summary>
    public int CommonSources { get; init; } = 4;

    /// <summary>…when they are also at least this share of all hosts that opened connections. Lower: more is taken for common property.</summary>
    public double CommonShare { get; init; } = 0.25;
}
