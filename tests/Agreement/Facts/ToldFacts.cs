using System.Collections;
using System.Globalization;
using System.Reflection;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Agreement.Facts;

/// <summary>All that we tell of a capture, by place: the fields of its log lines ("rdp.cookie") and the properties of its events ("DceRpcCallEvent.Opnum").</summary>
internal sealed class ToldFacts
{
    private const int MaxDepth = 4; // events hold lists of small records

    private readonly Dictionary<string, HashSet<string>> _values = new(StringComparer.OrdinalIgnoreCase);

    public ToldFacts(IEnumerable<LogRow> rows, IEnumerable<SensorEvent> events)
    {
        foreach (var row in rows)
            foreach (var (name, value) in row.Fields)
                foreach (var item in value.ValueKind == System.Text.Json.JsonValueKind.Array ? value.EnumerateArray() : (IEnumerable<System.Text.Json.JsonElement>)[value])
                    Add($"{row.Log}.{name}", item.ToString());
        foreach (var happened in events) Take(happened.GetType().Name, happened, 0);
    }

    /// <summary>The values at a place; none when nothing was told there.</summary>
    public IReadOnlySet<string> At(string place) => _values.TryGetValue(place, out var values) ? values : new HashSet<string>();

    /// <summary>The places that hold this value, to find where a fact of another tool is told.</summary>
    public IEnumerable<string> PlacesOf(string value) => _values.Where(place => place.Value.Contains(value)).Select(place => place.Key);

    private void Take(string place, object? value, int depth)
    {
        switch (value)
        {
            case null: break;
            case byte[] bytes: Add(place, Convert.ToHexStringLower(bytes)); break;
            case string or bool or Enum or IpAddr or MacAddress or Guid or IFormattable: Add(place, Convert.ToString(value, CultureInfo.InvariantCulture)!); break;
            case IEnumerable items when depth < MaxDepth:
                foreach (var item in items) Take(place, item, depth + 1);
                break;
            default:
                if (depth >= MaxDepth || value is FlowIdentity) break;
                foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
                    if (property.GetIndexParameters().Length == 0) Take($"{place}.{property.Name}", property.GetValue(value), depth + 1);
                break;
        }
    }

    private void Add(string place, string value)
    {
        if (!_values.TryGetValue(place, out var values)) _values[place] = values = new(StringComparer.OrdinalIgnoreCase);
        values.Add(value);
    }
}
