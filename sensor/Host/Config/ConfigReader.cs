using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Host.Config;

/// <summary>Reads a configuration file (YAML). Whatever is wrong is told with file, line and column, all of it at once; nothing is guessed.</summary>
public static class ConfigReader
{
    /// <summary>Names of all settings and blocks.</summary>
    public static IReadOnlyList<string> Settings { get; } =
    [
        "capture", "out", "metrics", "control", "home_networks", "zones", "flows", "enrichment", "roster", "indicators", .. StateKeys.All,
        "detectors", "findings", "evidence", "spool", "exporters", "exceptions", "exceptions_file",
    ];

    /// <summary>Reads the file over what holds without it.</summary>
    /// <exception cref="UsageException">It cannot be read.</exception>
    /// <exception cref="ConfigException">It says something that makes no sense.</exception>
    public static SensorConfig Read(string path, SensorConfig? defaults = null) => Parse(path, ConfigFile.Read(path), defaults);

    /// <summary>Reads a configuration from text; <paramref name="path"/> only names it in messages.</summary>
    /// <exception cref="ConfigException">It says something that makes no sense.</exception>
    public static SensorConfig Parse(string path, string text, SensorConfig? defaults = null)
    {
        var faults = new ConfigFaults(path);
        var config = defaults ?? new SensorConfig();
        var root = ConfigTree.Parse(text, faults);
        if (root is { Settings: null, IsEmpty: false }) faults.Add(root.Line, root.Column, "no settings; write lines such as 'out: /var/log/netsensor'");
        if (root is { Settings: not null }) config = Read(new ConfigSection(faults, "", root), config);
        faults.ThrowIfAny();
        return config with { Written = WrittenIn(root), Home = config.Home.With([.. config.Zones.SelectMany(zone => zone.Prefixes)]) }; // what has a name is ours
    }

    /// <summary>What a file says of where its sensor can be asked, and of its folder; its other faults are the sensor's to tell.</summary>
    /// <exception cref="UsageException">It cannot be read.</exception>
    internal static (string? Control, string? Folder) ControlOf(string path)
    {
        var root = ConfigTree.Parse(ConfigFile.Read(path), new ConfigFaults(path));
        return (Text("control"), Text("out"));

        string? Text(string key) => root?.Settings?.Find(setting => setting.Key.Text == key).Value?.Text;
    }

    private static Dictionary<string, string> WrittenIn(ConfigNode? root) =>
        (root?.Settings ?? []).DistinctBy(setting => setting.Key.Text).ToDictionary(setting => setting.Key.Text!, setting => setting.Value.Content);

    private static SensorConfig Read(ConfigSection root, SensorConfig config)
    {
        root.Each(entry => config = With(config, entry));
        var exceptions = new ExceptionSettings(config.Zones); // they may name zones, wherever those stand
        root.Each(entry =>
        {
            if (entry.Key == "exceptions") exceptions.Read(entry);
            if (entry.Key == "exceptions_file") exceptions.ReadFile(entry);
        });
        return config with { Exceptions = exceptions.All };
    }

    private static SensorConfig With(SensorConfig config, ConfigEntry entry) => entry.Key switch
    {
        "capture" => config with { Capture = OptionsBlock.Read(entry.Section(), config.Capture) },
        "metrics" => config with { Metrics = MetricsSettings.Read(entry, config.Metrics) },
        "control" => config with { Control = entry.Text() },
        "out" => config with { Folder = entry.Text() },
        "home_networks" => config with { Home = HomeNetworksOf(entry) },
        "zones" => config with { Zones = ZoneSettings.Read(entry.Section()) },
        "flows" => config with { Flows = OptionsBlock.Read(entry.Section(), config.Flows) },
        "enrichment" => config with { Enrichment = EnrichmentSettings.Read(entry.Section(), config.Enrichment) },
        "roster" => config with { Enrichment = config.Enrichment with { Roster = RosterSettings.Read(entry, config.Enrichment.Roster) } },
        "indicators" => config with { Indicators = IndicatorSettings.Read(entry) },
        "detectors" => config with { Detectors = DetectorSettings.Read(entry.Section(), config.Detectors) },
        "state" => config with { State = entry.Text() },
        _ when StateKeys.All.Contains(entry.Key) => config with { StateBounds = StateKeys.Read(entry, config.StateBounds) },
        "findings" => config with { Desk = OptionsBlock.Read(entry.Section(), config.Desk) },
        "evidence" => config with { Evidence = OptionsBlock.Read(entry.Section(), config.Evidence) },
        "spool" => config with { Spool = entry.Text() },
        "exporters" => config with { Exporters = ExporterSettings.Read(entry) },
        "exceptions" or "exceptions_file" => config, // when all zones are known
        _ => throw entry.Unknown(Settings),
    };

    private static HomeNetworks HomeNetworksOf(ConfigEntry entry) => new(entry.All(item => IpPrefix.TryParse(item.Text(), out var prefix)
        ? prefix
        : throw item.Wrong("no network; write one as 10.0.0.0/8 or 2001:db8::/32")));
}
