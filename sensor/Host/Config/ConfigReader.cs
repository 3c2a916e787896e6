using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Host.Config;

/// <summary>Reads a configuration file (YAML). Whatever is wrong is told with file and line; nothing is guessed.</summary>
public static class ConfigReader
{
    private static readonly string[] Keys = ["out", "home_networks", "zones", "flows", "enrichment"];

    /// <summary>Reads the file over what holds without it.</summary>
    /// <exception cref="UsageException">It cannot be read, or says something that makes no sense.</exception>
    public static SensorConfig Read(string path, SensorConfig? defaults = null) => Parse(path, ConfigFile.Read(path), defaults);

    /// <summary>Reads a configuration from text; <paramref name="path"/> only names it in messages.</summary>
    public static SensorConfig Parse(string path, string text, SensorConfig? defaults = null)
    {
        var config = defaults ?? new SensorConfig();
        foreach (var entry in new ConfigSection(path, "", ConfigFile.Parse(path, text)).Entries)
        {
            config = entry.Key switch
            {
                "out" => config with { Folder = entry.Text() },
                "home_networks" => config with { Home = HomeNetworksOf(entry) },
                "zones" => config with { Zones = ZoneSettings.Read(entry.Section()) },
                "flows" => config with { Flows = FlowSettings.Read(entry.Section(), config.Flows) },
                "enrichment" => config with { Enrichment = EnrichmentSettings.Read(entry.Section(), config.Enrichment) },
                _ => throw entry.Unknown(Keys),
            };
        }
        return config with { Home = config.Home.With([.. config.Zones.SelectMany(zone => zone.Prefixes)]) }; // what has a name is ours
    }

    private static HomeNetworks HomeNetworksOf(ConfigEntry entry) => new([.. entry.Items().Select(item =>
        IpPrefix.TryParse(item.Text(), out var prefix) ? prefix : throw item.Wrong("no network; write one as 10.0.0.0/8 or 2001:db8::/32"))]);
}
