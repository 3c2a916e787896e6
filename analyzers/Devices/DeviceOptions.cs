namespace NetSensor.Analyzers.Devices;

/// <summary>What the detector of devices asks for before it speaks.</summary>
public sealed record DeviceOptions
{
    /// <summary>Time in which the network's devices are learnt and none is new. Higher: machines that come once a week are known by then.</summary>
    public TimeSpan LearningPeriod { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Time for which a device must be known before a change of its identity, or that another takes its address or name, is told. Higher: less about machines that are being set up.</summary>
    public TimeSpan KnownFor { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Time within which changes of one device make one story. Higher: slower changes count together, upgrades of systems more often.</summary>
    public TimeSpan ChangeWindow { get; init; } = TimeSpan.FromHours(2);

    /// <summary>Risk from which a changed identity, a taken address or name is told. Lower: a new name and a new kind alone are told.</summary>
    public int MinimumRisk { get; init; } = 40;

    /// <summary>Devices watched; the one silent longest makes room. Higher: more memory (about 300 bytes each).</summary>
    public int Capacity { get; init; } = 50_000;
}
