namespace NetSensor.Enrichment.HostFacts;

/// <summary>How many facts are remembered, and for how long.</summary>
public sealed record HostFactOptions
{
    /// <summary>
    /// Most facts that are remembered as told. Higher: more memory (about 120 bytes each, and the texts), fewer facts told again in a large network.
    /// </summary>
    public int Capacity { get; init; } = 200_000;

    /// <summary>Time after which a fact that nobody repeated is forgotten, and told again when it comes back. Higher: fewer repetitions.</summary>
    public TimeSpan IdleAfter { get; init; } = TimeSpan.FromHours(24);

    /// <summary>
    /// Time behind a fact's end within which its repetition is no news. Multicast DNS names hold for two minutes and are said every hour or so. Higher:
    /// fewer repetitions; a lease that lapsed and came back is told later.
    /// </summary>
    public TimeSpan GraceAfterEnd { get; init; } = TimeSpan.FromHours(2);

    /// <summary>Most new facts of one host and source within an hour of packet time. Higher: more of what a host that invents names can write into the log.</summary>
    public int PerHostAndHour { get; init; } = 500;
}
