using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Host.Config;

/// <summary>The <c>zones</c> block: names of parts of the network, each with its address blocks.</summary>
internal static class ZoneSettings
{
    private const int MaxNameLength = 64; // a name stands in every line of conn.log

    /// <summary>Reads the block.</summary>
    public static IReadOnlyList<NetworkZone> Read(ConfigSection section)
    {
        var zones = new List<NetworkZone>();
        var owners = new List<(IpPrefix Prefix, string Zone)>();
        section.Each(entry =>
        {
            CheckName(entry);
            zones.Add(new NetworkZone(entry.Key, entry.All(item => PrefixOf(item, entry.Key, owners))));
        });
        return zones;
    }

    private static void CheckName(ConfigEntry entry)
    {
        var name = entry.Key;
        if (name is NetworkZones.Internal) throw entry.WrongKey($"'{name}' is the name of what is yours and in no zone; give another");
        if (name.Length is 0 or > MaxNameLength || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.'))
            throw entry.WrongKey($"no name for a zone; write one to {MaxNameLength} letters, digits, '-', '_' and '.'");
    }

    private static IpPrefix PrefixOf(ConfigEntry item, string zone, List<(IpPrefix Prefix, string Zone)> owners)
    {
        if (!IpPrefix.TryParse(item.Text(), out var prefix)) throw item.Wrong("no network; write one as 10.0.0.0/8 or 2001:db8::/32");
        foreach (var (other, owner) in owners)
            if (other.Length == prefix.Length && other.Contains(prefix.Address))
                throw item.Wrong(owner == zone ? "named twice" : $"in zone '{owner}' already; of blocks within blocks the smaller decides, but two equal ones cannot");
        owners.Add((prefix, zone));
        return prefix;
    }
}
