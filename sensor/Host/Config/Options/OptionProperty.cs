using System.Collections;
using System.ComponentModel;
using System.Globalization;
using System.Reflection;

namespace NetSensor.Host.Config;

/// <summary>
/// One option of an options record as a setting: <c>TcpInactivity</c> is <c>tcp_inactivity</c>. Its type says how it is written; times as 500ms, 5s, 10m,
/// 2h or 1d. An option that is a record of options is a block.
/// </summary>
internal sealed class OptionProperty
{
    private const string None = "none"; // how a file says that a text is empty

    private readonly PropertyInfo _property;
    private readonly OptionRange? _range;

    private OptionProperty(PropertyInfo property, object? standard, object? usual)
    {
        (_property, Standard) = (property, standard);
        Name = SnakeCase.Of(property.Name);
        Kind = KindOf(property.PropertyType);
        if (Kind is OptionKind.Whole or OptionKind.Number or OptionKind.Time) _range = new OptionRange(property, usual!);
    }

    /// <summary>The name in the file.</summary>
    public string Name { get; }

    /// <summary>How it is written.</summary>
    public OptionKind Kind { get; }

    /// <summary>What holds when nobody says.</summary>
    public object? Standard { get; }

    /// <summary>What may be written, in words; null where anything may.</summary>
    public string? Allowed => Kind == OptionKind.Truth ? "true or false" : _range?.ToString();

    /// <summary>The record that declares it and its name in the code: where its description is found.</summary>
    public (string Record, string Option) Source => (_property.DeclaringType!.FullName!, _property.Name);

    /// <summary>All options of a record that can be set.</summary>
    public static IReadOnlyList<OptionProperty> Of(object record)
    {
        var usual = Activator.CreateInstance(record.GetType()); // ranges do not depend on what is set
        return
        [
            .. record.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.CanWrite && property.GetCustomAttribute<BrowsableAttribute>() is not { Browsable: false })
                .Select(property => new OptionProperty(property, property.GetValue(record), property.GetValue(usual))),
        ];
    }

    /// <summary>Its value in a record.</summary>
    public object? In(object record) => _property.GetValue(record);

    /// <summary>Sets it in a record, by what the file says.</summary>
    public void Set(object record, ConfigEntry entry) => _property.SetValue(record, Kind switch
    {
        OptionKind.Block => OptionsBlock.Read(entry.Section(), _property.GetValue(record)!),
        OptionKind.Texts => Texts(entry),
        OptionKind.Text => entry.Text() is var text && text == None && Standard is "" ? "" : text,
        OptionKind.Truth => entry.Truth(),
        _ => InRange(entry),
    });

    /// <summary>A value as the file would say it.</summary>
    public string Write(object? value) => value switch
    {
        null or "" => None,
        bool truth => truth ? "true" : "false",
        TimeSpan time => Durations.Write(time),
        string text => text,
        IEnumerable list => $"[{string.Join(", ", list.Cast<object>())}]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"{_property.DeclaringType}.{_property.Name}: options may not be of type {_property.PropertyType}"),
    };

    private object InRange(ConfigEntry entry)
    {
        var text = entry.Text();
        object? value = Kind switch
        {
            OptionKind.Time => Durations.TryParse(text, out var span) ? span : null,
            OptionKind.Whole => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : null,
            _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null,
        };
        var noun = Kind switch
        {
            OptionKind.Time => "time; write one as 500ms, 5s, 10m, 2h or 1d",
            OptionKind.Whole => "whole number",
            _ => "number",
        };
        if (value is null) throw entry.Wrong($"no {noun}; allowed are {_range}");
        if (!_range!.Allows(value)) throw entry.Wrong($"out of range; allowed are {_range}");
        return _property.PropertyType == typeof(int) ? (int)(long)value : value; // the range of an int lies within int
    }

    private object Texts(ConfigEntry entry)
    {
        string[] texts = [.. entry.All(item => item.Text())];
        return _property.PropertyType.IsInstanceOfType(texts) ? texts
            : _property.PropertyType.IsAssignableFrom(typeof(List<string>)) ? texts.ToList()
            : texts.ToHashSet(StringComparer.Ordinal);
    }

    private static OptionKind KindOf(Type type) =>
        type == typeof(bool) ? OptionKind.Truth
        : type == typeof(int) || type == typeof(long) ? OptionKind.Whole
        : type == typeof(double) ? OptionKind.Number
        : type == typeof(TimeSpan) ? OptionKind.Time
        : type == typeof(string) ? OptionKind.Text
        : typeof(IEnumerable<string>).IsAssignableFrom(type) ? OptionKind.Texts
        : type is { IsClass: true, IsGenericType: false } ? OptionKind.Block
        : throw new InvalidOperationException($"options may not be of type {type}");
}
