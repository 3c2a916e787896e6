using YamlDotNet.RepresentationModel;

namespace NetSensor.Host.Config;

/// <summary>One setting in a configuration file, which knows its line.</summary>
internal sealed class ConfigEntry(string path, string name, string key, YamlNode value)
{
    /// <summary>Its key within its block.</summary>
    public string Key { get; } = key;

    /// <summary>The value as text.</summary>
    public string Text() => value is YamlScalarNode { Value: { Length: > 0 } text } ? text : throw Fault("needs a value");

    /// <summary>The value as a list; a single value is a list of one.</summary>
    public IEnumerable<ConfigEntry> Items() => value switch
    {
        YamlSequenceNode list => list.Children.Select(item => new ConfigEntry(path, name, Key, item)),
        _ => [this],
    };

    /// <summary>The value as a block of settings.</summary>
    public ConfigSection Section() => value switch
    {
        YamlMappingNode block => new ConfigSection(path, name, block),
        _ => throw Fault("needs settings below it, indented by two spaces"),
    };

    /// <summary>The error for a value that makes no sense.</summary>
    public UsageException Wrong(string why) => Fault(value is YamlScalarNode { Value: { Length: > 0 } text } ? $"'{text}' is {why}" : why);

    /// <summary>The error for a key that does not exist.</summary>
    public UsageException Unknown(IEnumerable<string> known) =>
        new($"{path}:{value.Start.Line}: {name}: no such setting; there are {string.Join(", ", known)}");

    /// <summary>The error that says this of the setting.</summary>
    public UsageException Fault(string fault) => new($"{path}:{value.Start.Line}: {name}: {fault}");
}
