namespace NetSensor.Analyzers.UnusualCountries;

/// <summary>What the detector of unusual countries learns, and what it asks for before it speaks.</summary>
public sealed record UnusualCountryOptions
{
    /// <summary>Time after which what was learnt counts half. Higher: a country visited long ago stays usual for longer.</summary>
    public TimeSpan HalfLife { get; init; } = TimeSpan.FromDays(30);

    /// <summary>
    /// Time from the first packet on in which mostly is learnt: only servers and things whose habits are established already are told of, and only
    /// at <see cref="LearningRisk"/>. Higher: quieter start, later sight.
    /// </summary>
    public TimeSpan LearningPeriod { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Contacts of a host with a country within so much time count once. Higher: a burst of connections weighs less, habits take longer to establish.</summary>
    public TimeSpan ObservationInterval { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Largest chance with which a country new to the host, or to the network, was to be expected. Lower: fewer findings, more must have been learnt.</summary>
    public double MaximumChance { get; init; } = 0.05;

    /// <summary>Observations of a host before it is told of while the network is being learnt. Higher: fewer findings in short captures.</summary>
    public int LearningObservations { get; init; } = 40;

    /// <summary>Risk from which a finding is told while the network is being learnt, 0 to 100. Higher: fewer.</summary>
    public int LearningRisk { get; init; } = 55;

    /// <summary>Risk from which a finding is told, 0 to 100. Higher: fewer.</summary>
    public int MinimumRisk { get; init; } = 35;

    /// <summary>Time for which a new country's traffic is added up and judged again. Higher: slow growth is seen, more stays in memory.</summary>
    public TimeSpan NewFor { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Payload bytes, both ways, from which a connection from outside counts; below are banners and refusals. Higher: scanners teach less.</summary>
    public long MinimumInboundBytes { get; init; } = 4096;

    /// <summary>Share of the hosts that go to a country and make it common property, with at least three. Lower: fewer findings.</summary>
    public double CommonShare { get; init; } = 0.25;

    /// <summary>Countries (two letters) that weigh more, whatever was learnt; none by default.</summary>
    public IReadOnlyList<string> Watched { get; init; } = [];

    /// <summary>Hosts whose habits are kept; the one silent longest makes room. Higher: more memory (about 2 KB each).</summary>
    public int Hosts { get; init; } = 20_000;
}
