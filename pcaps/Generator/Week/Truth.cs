using System.Text.Json;
using NetSensor.Wire;

namespace NetSensor.Generator.Week;

/// <summary>What is hidden in a capture, a line of JSON each, written when the scenario has run.</summary>
public sealed class Truth(Timestamp from, Timestamp to)
{
    private readonly List<Hidden> _hidden = [];

    /// <summary>Takes up something that is about to happen.</summary>
    public Hidden Add(Hidden hidden)
    {
        _hidden.Add(hidden);
        return hidden;
    }

    /// <summary>Writes what happened within the capture's window; what lies outside of it is left out.</summary>
    public void Save(string path)
    {
        using var file = File.Create(path);
        foreach (var hidden in _hidden.OrderBy(one => one.Name, StringComparer.Ordinal))
        {
            hidden.Times.RemoveAll(time => time < from || time >= to);
            if (hidden.Times.Count == 0) continue;
            using (var json = new Utf8JsonWriter(file)) Write(json, hidden);
            file.Write("\n"u8);
        }
    }

    private static void Write(Utf8JsonWriter json, Hidden hidden)
    {
        json.WriteStartObject();
        json.WriteString("name", hidden.Name);
        json.WriteString("kind", hidden.Kind);
        Texts("detectors", hidden.Detectors);
        Texts("techniques", hidden.Techniques);
        json.WriteString("source", hidden.Source.Host.Address.ToString());
        json.WriteString("source_name", hidden.Source.Name);
        json.WriteString("source_mac", hidden.Source.Host.Mac.ToString());
        Texts("destinations", hidden.Destinations.Select(address => address.ToString()).Distinct().Order(StringComparer.Ordinal));
        Texts("destination_names", hidden.DestinationNames);
        json.WriteNumber("first", hidden.Times[0].Seconds);
        json.WriteNumber("last", hidden.Times[^1].Seconds);
        json.WriteNumber("count", hidden.Times.Count);
        json.WriteStartObject("parameters");
        foreach (var (name, value) in hidden.Parameters) json.WriteNumber(name, value);
        json.WriteEndObject();
        json.WriteString("about", hidden.About);
        json.WriteStartArray("times");
        foreach (var time in hidden.Times) json.WriteNumberValue(Math.Round(time.Seconds, 3));
        json.WriteEndArray();
        json.WriteEndObject();

        void Texts(string name, IEnumerable<string> texts)
        {
            json.WriteStartArray(name);
            foreach (var text in texts) json.WriteStringValue(text);
            json.WriteEndArray();
        }
    }
}
