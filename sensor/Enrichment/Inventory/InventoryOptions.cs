namespace NetSensor.Enrichment.Inventory;

/// <summary>How many devices and addresses are remembered, and for how long an address counts as a device's.</summary>
public sealed record InventoryOptions
{
    /// <summary>Most devices. Higher: more memory (about 2 kB each), fewer forgotten in a large network.</summary>
    public int Devices { get; init; } = 100_000;

    /// <summary>Most addresses whose devices are remembered. Higher: more memory (about 300 bytes each). A device has one of IPv4 and several of IPv6.</summary>
    public int Addresses { get; init; } = 300_000;

    /// <summary>
    /// Time for which an address counts as a device's after it was last seen with it, unless its lease holds longer. Higher: findings about hosts that
    /// were silent for long still tell their names, and more often the name of somebody who left.
    /// </summary>
    public TimeSpan BindingHolds { get; init; } = TimeSpan.FromHours(24);
}
