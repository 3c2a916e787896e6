using NetSensor.Events;
using NetSensor.Wire;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace NetSensor.Host.Config;

/// <summary>Reads a configuration file (YAML). Whatever is wrong is told with file and line; nothing is guessed.</summary>
public static class ConfigReader
{
    private const int MaxFileBytes = 1 << 20; // a real one has a few lines: a capture given by mistake must not be parsed as text

    private static readonly string[] Keys = ["out", "home_networks", "flows"];

    /// <summary>Reads the file.</summary>
    /// <exception cref="UsageException">It cannot be read, or says something that makes no sense.</exception>
    public static SensorConfig Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MaxFileBytes) throw new UsageException($"{path}: too large for a configuration; give a YAML file");
            return Parse(path, File.ReadAllText(path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path}: cannot be read ({fault.Message.TrimEnd('.')}); check the path");
        }
    }

    /// <summary>Reads a configuration from text; <paramref name="path"/> only names it in messages.</summary>
    public static SensorConfig Parse(string path, string text)
    {
        var config = new SensorConfig();
        foreach (var entry in new ConfigSection(path, "", Root(path, text)).Entries)
        {
            config = entry.Key switch
            {
                "out" => config with { Folder = entry.Text() },
                "home_networks" => config with { Home = HomeNetworksOf(entry) },
                "flows" => config with { Flows = FlowSettings.Read(entry.Section()) },
                _ => throw entry.Unknown(Keys),
            };
        }
        return config;
    }

    private static HomeNetworks HomeNetworksOf(ConfigEntry entry) => new([.. entry.Items().Select(item =>
        IpPrefix.TryParse(item.Text(), out var prefix) ? prefix : throw item.Wrong("no network; write one as 10.0.0.0/8 or 2001:db8::/32"))]);

    private static YamlMappingNode Root(string path, string text)
    {
        try
        {
            var yaml = new YamlStream();
            yaml.Load(new StringReader(text));
            if (yaml.Documents.Count == 0) return [];
            return yaml.Documents[0].RootNode as YamlMappingNode
                ?? throw new UsageException($"{path}:1: no settings; write lines such as 'out: /var/log/netsensor'");
        }
        catch (YamlException fault)
        {
            throw new UsageException($"{path}:{fault.Start.Line}: {fault.Message}; mend the YAML");
        }
    }
}
