using YamlDotNet.RepresentationModel;

namespace NetSensor.Host.Config;

/// <summary>A block of settings in a configuration file.</summary>
internal sealed class ConfigSection(string path, string name, YamlMappingNode node)
{
    /// <summary>Its settings in the order of the file.</summary>
    public IEnumerable<ConfigEntry> Entries => node.Children.Select(child =>
        new ConfigEntry(path, name.Length == 0 ? $"{child.Key}" : $"{name}.{child.Key}", $"{child.Key}", child.Value));
}
