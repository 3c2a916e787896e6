using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>The named parts of the network; what lies in none of them but is ours is "internal".</summary>
public sealed class NetworkZones(HomeNetworks home, IReadOnlyList<NetworkZone> zones)
{
    /// <summary>Name of the zone of addresses that are ours and in no named zone.</summary>
    public const string Internal = "internal";

    // the longest prefix decides: a guest network may lie within a site
    private readonly (IpPrefix Prefix, string Name)[] _prefixes =
        [.. zones.SelectMany(zone => zone.Prefixes.Select(prefix => (prefix, zone.Name))).OrderByDescending(entry => entry.prefix.Length)];

    /// <summary>The name of the zone of an address; null for one that is not ours.</summary>
    public string? Of(IpAddr address)
    {
        foreach (ref readonly var entry in _prefixes.AsSpan())
            if (entry.Prefix.Contains(address)) return entry.Name;
        return home.Contains(address) ? Internal : null;
    }
}
