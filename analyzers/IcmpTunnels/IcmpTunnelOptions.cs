namespace NetSensor.Analyzers.IcmpTunnels;

/// <summary>What the detector of ICMP tunnels asks for before it speaks.</summary>
public sealed record IcmpTunnelOptions
{
    /// <summary>Fewest replies that gave back other data than was sent. Higher: slower to notice, a router that damages a few replies stays silent.</summary>
    public int MinimumAltered { get; init; } = 3;

    /// <summary>Smallest share of altered replies among those that could be compared, 0 to 1. Higher: tunnels whose host also answers pings itself stay silent.</summary>
    public double MinimumAlteredShare { get; init; } = 0.1;

    /// <summary>Fewest echoes that carry whole IP packets. Higher: slower to notice.</summary>
    public int MinimumIpPackets { get; init; } = 3;

    /// <summary>
    /// Fewest bytes that echoes of ever new content and size carry before they are told although every reply gives them back: data may leave that way too.
    /// Higher: small ones stay silent; lower: monitoring that fills its pings at random is told.
    /// </summary>
    public int OneWayBytes { get; init; } = 65_536;

    /// <summary>Share of echoes whose content and size changed, from which the rule above holds, 0 to 1.</summary>
    public double OneWayChangeShare { get; init; } = 0.5;

    /// <summary>Pairs of hosts watched; the one silent longest makes room. Higher: more memory (about 300 bytes each).</summary>
    public int Pairs { get; init; } = 20_000;
}
