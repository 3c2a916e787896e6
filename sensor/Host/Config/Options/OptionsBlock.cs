using System.Reflection;

namespace NetSensor.Host.Config;

/// <summary>A block of the configuration whose settings are the options of a record, found by reflection: what is added to the record can be set.</summary>
internal static class OptionsBlock
{
    /// <summary>Reads the block over what holds without it, which is left as it is.</summary>
    /// <param name="section">The block.</param>
    /// <param name="defaults">A record of options; its type when the program runs counts.</param>
    /// <param name="besides">Settings that the block has and the record has not, and who reads them.</param>
    public static T Read<T>(ConfigSection section, T defaults, params (string Key, Action<ConfigEntry> Read)[] besides) where T : class
    {
        var options = Copy(defaults);
        var properties = OptionProperty.Of(options);
        section.Each(entry =>
        {
            if (Array.Find(besides, other => other.Key == entry.Key).Read is { } read) read(entry);
            else if (properties.FirstOrDefault(property => property.Name == entry.Key) is { } property) property.Set(options, entry);
            else throw entry.Unknown(besides.Select(other => other.Key).Concat(NamesOf(defaults)).Distinct());
        });
        return options;
    }

    /// <summary>The names of all settings; those of a block behind its name and a dot.</summary>
    public static IEnumerable<string> NamesOf(object options) => OptionProperty.Of(options).SelectMany(option =>
        option.Kind == OptionKind.Block ? NamesOf(option.Standard!).Select(inner => $"{option.Name}.{inner}") : [option.Name]);

    /// <summary>A copy of a record, as <c>with { }</c> makes it.</summary>
    private static T Copy<T>(T record) where T : class =>
        (T)record.GetType().GetMethod("<Clone>$", BindingFlags.Public | BindingFlags.Instance)!.Invoke(record, null)!;
}
