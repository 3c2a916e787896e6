using System.Globalization;
using System.Reflection;
using System.Text;
using NetSensor.Flows;

namespace NetSensor.Host.Config;

/// <summary>
/// The <c>flows</c> block: every option of <see cref="FlowOptions"/> under its own name in small letters (<c>TcpInactivity</c> is
/// <c>tcp_inactivity</c>). Times are written as 500ms, 5s, 10m, 2h or 1d; options that are options themselves (<c>fragments</c>) are blocks.
/// </summary>
internal static class FlowSettings
{
    private const string HashSeed = "HashSeed"; // never changes the output: nothing to set

    /// <summary>The names of all settings; those of a block behind its name and a dot.</summary>
    public static IEnumerable<string> Names => NamesOf(typeof(FlowOptions));

    /// <summary>Reads the block over what holds without it.</summary>
    public static FlowOptions Read(ConfigSection section, FlowOptions defaults)
    {
        var options = defaults with { Fragments = defaults.Fragments with { } };
        Fill(section, options);
        return options;
    }

    private static void Fill(ConfigSection section, object options)
    {
        var properties = PropertiesOf(options.GetType());
        foreach (var entry in section.Entries)
        {
            if (!properties.TryGetValue(entry.Key, out var option)) throw entry.Unknown(NamesOf(options.GetType()));
            if (IsBlock(option.PropertyType)) Fill(entry.Section(), option.GetValue(options)!);
            else option.SetValue(options, Value(entry, option));
        }
    }

    private static object Value(ConfigEntry entry, PropertyInfo option)
    {
        var text = entry.Text();
        if (option.PropertyType == typeof(TimeSpan)) return SettingRanges.Check(option.Name, entry, Durations.TryParse(text, out var span) ? span : null);
        if (option.PropertyType == typeof(bool)) return bool.TryParse(text, out var truth) ? truth : throw entry.Wrong("neither true nor false");
        var number = SettingRanges.Check(option.Name, entry, long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : null);
        return option.PropertyType == typeof(long) ? number : (object)(int)number; // the range lies within int
    }

    private static IEnumerable<string> NamesOf(Type options) => PropertiesOf(options).SelectMany(option =>
        IsBlock(option.Value.PropertyType) ? NamesOf(option.Value.PropertyType).Select(inner => $"{option.Key}.{inner}") : [option.Key]);

    private static Dictionary<string, PropertyInfo> PropertiesOf(Type options) => options.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.CanWrite && property.Name != HashSeed)
        .ToDictionary(property => SnakeCase(property.Name), StringComparer.Ordinal);

    private static bool IsBlock(Type type) => !type.IsValueType;

    private static string SnakeCase(string name)
    {
        var text = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && text.Length > 0) text.Append('_');
            text.Append(char.ToLowerInvariant(letter));
        }
        return text.ToString();
    }
}
