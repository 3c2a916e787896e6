namespace NetSensor.Enrichment.HostFacts;

/// <summary>The one list of what facts of hosts are drawn from.</summary>
public static class HostFactCatalog
{
    /// <summary>All sources.</summary>
    public static IReadOnlyList<IHostFactSource> All { get; } =
    [
        new DhcpFacts(),
    ];
}
