namespace NetSensor.Host.Config;

/// <summary>A block of settings in a configuration file.</summary>
internal sealed class ConfigSection(ConfigFaults faults, string name, ConfigNode node)
{
    /// <summary>Hands over its settings in the order of the file. What is thrown for one is noted, and the next is read.</summary>
    public void Each(Action<ConfigEntry> read)
    {
        foreach (var (key, value) in node.Settings ?? [])
        {
            var setting = key.Text!; // other keys do not come so far
            new ConfigEntry(faults, name.Length == 0 ? setting : $"{name}.{setting}", key, value).Try(read);
        }
    }

    /// <summary>Whether it has this setting.</summary>
    public bool Has(string key) => (node.Settings ?? []).Exists(setting => setting.Key.Text == key);

    /// <summary>Whether it has no settings.</summary>
    public bool IsEmpty => node.Settings is null or [];

    /// <summary>The error that says this of the block.</summary>
    public ConfigFaultException Fault(string fault) => new(node.Line, node.Column, $"{name}: {fault}");
}
