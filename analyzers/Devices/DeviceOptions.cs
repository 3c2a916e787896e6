namespace NetSensor.Analyzers.Devices;

/// <summary>What the detector of devices asks for before it speaks.</summary>
public sealed record DeviceOptions
{
    /// <summary>Time in which the network's devices are learnt: a new one is told only where hardly any other comes. Higher: machines that come once a week are known by then.</summary>
    public TimeSpan LearningPeriod { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Time after which new devices may be told at all, where few come. Higher: quieter in the first days; as long as the learning period: none is told within it.</summary>
    public TimeSpan SettlesAfter { get; init; } = TimeSpan.FromDays(1);

    /// <summary>New devices a day, in a zone or a network of 256 addresses, that are few. Higher: more is told of networks that change; 0: only the share counts.</summary>
    public int FewArrivals { get; init; } = 3;

    /// <summary>The same as a share of the devices known there: what is few in a large network. Higher: more is told.</summary>
    public double FewArrivalsShare { get; init; } = 0.03;

    /// <summary>Zones in which devices come and go, and no new one is told.</summary>
    public IReadOnlyList<string> ZonesOfGuests { get; init; } = ["guest", "guests"];

    /// <summary>Time for which a device must be known before a change of its identity, or that another takes its address or name, is told. Higher: less about machines that are being set up.</summary>
    public TimeSpan KnownFor { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Time within which changes of one device make one story. Higher: slower changes count together, upgrades of systems more often.</summary>
    public TimeSpan ChangeWindow { get; init; } = TimeSpan.FromHours(2);

    /// <summary>Risk from which a changed identity, a taken address or name is told. Lower: a new name and a new kind alone are told.</summary>
    public int MinimumRisk { get; init; } = 40;

    /// <summary>Devices watched; the one silent longest makes room. Higher: more memory (about 300 bytes each).</summary>
    public int Capacity { get; init; } = 50_000;
}
