using System.Text.Json;
using NetSensor.Events.Indicators;

namespace NetSensor.Enrichment.Indicators;

/// <summary>Reads the attributes of MISP events (MISP core format) that are meant for detection ("to_ids"), those inside objects as well.</summary>
public static class MispIndicators
{
    /// <summary>Reads an event, or several in one file.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static void Read(ReadOnlySpan<byte> utf8, IndicatorList into)
    {
        string? info = null;
        var reader = new Utf8JsonReader(utf8);
        while (info is null && reader.Read()) // ends: with the text
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("info"u8) && reader.Read() && reader.TokenType == JsonTokenType.String) info = reader.GetString();
        JsonPlaces.Each(utf8, ["Attribute", "Object"], into, (element, line) => ReadEntry(element, line, info, into));
    }

    private static void ReadEntry(JsonElement element, int line, string? info, IndicatorList into)
    {
        if (element.TryGetProperty("Attribute", out var attributes) && attributes.ValueKind == JsonValueKind.Array)
        {
            foreach (var attribute in attributes.EnumerateArray()) ReadEntry(attribute, line, info, into);
            return;
        }
        if (Text(element, "type") is not { } type || Text(element, "value") is not { } value) return;
        if (!element.TryGetProperty("to_ids", out var wanted) || wanted.ValueKind != JsonValueKind.True) return;
        if (element.TryGetProperty("deleted", out var deleted) && deleted.ValueKind == JsonValueKind.True) return;
        var notes = new IndicatorNotes(Text(element, "comment") is { Length: > 0 } comment ? comment : info);
        // Composite attributes join two values by '|': an address and its port, a domain and its address.
        var (firstType, firstValue) = (type.Split('|')[0], value.Split('|')[0]);
        if (CsvIndicators.KindNamed(firstType) is not { } kind)
        {
            into.Ignore();
            return;
        }
        if (type.EndsWith("|port", StringComparison.Ordinal) && value.Split('|') is [_, var port] && IndicatorText.Normalise(IndicatorKind.Port, port) is { } number)
            notes = notes with { Together = [new IndicatorCondition(IndicatorKind.Port, number)] };
        if (kind == IndicatorKind.Address) into.AddAny(firstValue, line, notes);
        else into.Add(kind, firstValue, line, notes);
        if (type == "domain|ip" && value.Split('|') is [_, var address]) into.AddAny(address, line, notes);
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
