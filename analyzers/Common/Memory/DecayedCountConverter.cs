using System.Text.Json;
using System.Text.Json.Serialization;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Common.Memory;

/// <summary>Decayed counts as memories keep them: a pair of weight and nanoseconds.</summary>
internal sealed class DecayedCountConverter : JsonConverter<DecayedCount>
{
    /// <inheritdoc/>
    public override DecayedCount Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray || !reader.Read() || !reader.TryGetDouble(out var weight) || !reader.Read() || !reader.TryGetInt64(out var at) || !reader.Read()
            || reader.TokenType != JsonTokenType.EndArray) throw new JsonException("no decayed count");
        return new DecayedCount(weight, new Timestamp(at));
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DecayedCount value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(value.Weight);
        writer.WriteNumberValue(value.At.Nanoseconds);
        writer.WriteEndArray();
    }
}
