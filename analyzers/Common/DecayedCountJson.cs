using System.Text.Json;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Common;

/// <summary>Decayed counts as memories keep them: a pair of weight and nanoseconds.</summary>
internal static class DecayedCountJson
{
    /// <summary>Writes the pair.</summary>
    public static void Write(Utf8JsonWriter json, DecayedCount count)
    {
        json.WriteStartArray();
        json.WriteNumberValue(count.Weight);
        json.WriteNumberValue(count.At.Nanoseconds);
        json.WriteEndArray();
    }

    /// <summary>Reads it.</summary>
    /// <exception cref="InvalidOperationException">It is none.</exception>
    public static DecayedCount Read(JsonElement json) => new(json[0].GetDouble(), new Timestamp(json[1].GetInt64()));
}
