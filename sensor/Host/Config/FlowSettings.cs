using System.Globalization;
using System.Reflection;
using System.Text;
using NetSensor.Flows;

namespace NetSensor.Host.Config;

/// <summary>
/// The <c>flows</c> block: every option of <see cref="FlowOptions"/> under its own name in small letters (<c>TcpInactivity</c> is
/// <c>tcp_inactivity</c>). Times are written as 500ms, 5s, 10m, 2h or 1d.
/// </summary>
internal static class FlowSettings
{
    private const string HashSeed = "HashSeed"; // never changes the output: nothing to set

    private static readonly Dictionary<string, PropertyInfo> Options = typeof(FlowOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.CanWrite && property.Name != HashSeed)
        .ToDictionary(property => SnakeCase(property.Name), StringComparer.Ordinal);

    /// <summary>The names of all settings.</summary>
    public static IEnumerable<string> Names => Options.Keys;

    /// <summary>Reads the block over the defaults.</summary>
    public static FlowOptions Read(ConfigSection section)
    {
        var options = new FlowOptions();
        foreach (var entry in section.Entries)
        {
            if (!Options.TryGetValue(entry.Key, out var option)) throw entry.Unknown(Names);
            option.SetValue(options, Value(entry, option.PropertyType));
        }
        return options;
    }

    private static object Value(ConfigEntry entry, Type type)
    {
        if (type == typeof(TimeSpan)) return Durations.TryParse(entry.Text(), out var span) ? span : throw entry.Wrong("no time; write one as 500ms, 5s, 10m, 2h or 1d");
        if (type == typeof(bool)) return bool.TryParse(entry.Text(), out var truth) ? truth : throw entry.Wrong("neither true nor false");
        if (!long.TryParse(entry.Text(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) throw entry.Wrong("no whole number");
        if (type == typeof(long)) return number;
        return number <= int.MaxValue ? (int)number : throw entry.Wrong($"too large; the most is {int.MaxValue}");
    }

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
