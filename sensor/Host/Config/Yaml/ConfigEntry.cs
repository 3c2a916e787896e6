namespace NetSensor.Host.Config;

/// <summary>One setting in a configuration file, which knows its place.</summary>
internal sealed class ConfigEntry(ConfigFaults faults, string name, ConfigNode key, ConfigNode value)
{
    /// <summary>Its key within its block.</summary>
    public string Key => key.Text!;

    /// <summary>File and line of the value.</summary>
    public string Place => $"{faults.File}:{value.Line}";

    /// <summary>Whether its value is a block of settings.</summary>
    public bool IsSection => value.Settings is not null;

    /// <summary>The value as text.</summary>
    public string Text() => value is { Text: { Length: > 0 } text } ? text : throw Fault("needs a value");

    /// <summary>The value as true or false.</summary>
    public bool Truth() => bool.TryParse(Text(), out var truth) ? truth : throw Wrong("neither true nor false");

    /// <summary>Hands over what a list holds; a single value is a list of one, nothing an empty list. What is thrown for one is noted, and the next is read.</summary>
    public void Each(Action<ConfigEntry> read)
    {
        if (value.IsEmpty) return;
        foreach (var item in value.Items ?? [value]) new ConfigEntry(faults, name, key, item).Try(read);
    }

    /// <summary>What a list holds, each read in the same way; a single value is a list of one.</summary>
    public List<T> All<T>(Func<ConfigEntry, T> read)
    {
        var all = new List<T>();
        Each(item => all.Add(read(item)));
        return all;
    }

    /// <summary>As <see cref="All"/>, of a list that must hold something.</summary>
    public List<T> Some<T>(Func<ConfigEntry, T> read) => value.IsEmpty || value.Items is [] ? throw Fault("needs a value") : All(read);

    /// <summary>The text of a file that the value names.</summary>
    public string TextOf(string path)
    {
        try
        {
            return ConfigFile.Read(path);
        }
        catch (UsageException fault)
        {
            throw Fault(fault.Message);
        }
    }

    /// <summary>Takes over what was found in a file that the value names.</summary>
    public void Take(ConfigFaults others) => faults.Take(others);

    /// <summary>The value as a block of settings; nothing is a block without any.</summary>
    public ConfigSection Section() => value.Settings is not null || value.IsEmpty
        ? new ConfigSection(faults, name, value)
        : throw Fault("needs settings below it, indented by two spaces");

    /// <summary>Reads it; what is thrown is noted.</summary>
    public void Try(Action<ConfigEntry> read)
    {
        try
        {
            read(this);
        }
        catch (ConfigFaultException fault)
        {
            faults.Add(fault.Line, fault.Column, fault.Message);
        }
    }

    /// <summary>The error for a value that makes no sense.</summary>
    public ConfigFaultException Wrong(string why) => Fault(value is { Text: { Length: > 0 } text } ? $"'{text}' is {why}" : why);

    /// <summary>The error for a key that makes no sense.</summary>
    public ConfigFaultException WrongKey(string why) => new(key.Line, key.Column, $"{name}: {why}");

    /// <summary>The error for a key that does not exist; names the one that was probably meant, and all that there are.</summary>
    public ConfigFaultException Unknown(IEnumerable<string> known)
    {
        var names = known.ToList();
        var meant = Spelling.Nearest(Key, names) is { } near ? $" did you mean '{near}'?" : "";
        return new ConfigFaultException(key.Line, key.Column, $"{name}: no such setting;{meant} there are {string.Join(", ", names)}");
    }

    /// <summary>The error that says this of the setting.</summary>
    public ConfigFaultException Fault(string fault) => new(value.Line, value.Column, $"{name}: {fault}");
}
