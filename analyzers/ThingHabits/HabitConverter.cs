using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;

namespace NetSensor.Analyzers.ThingHabits;

/// <summary>Habits as memories keep them: [kind, hash in sixteen hexadecimal digits, decayed count, times].</summary>
internal sealed class HabitConverter : JsonConverter<Habit>
{
    private static readonly DecayedCountConverter Weights = new();

    /// <inheritdoc/>
    public override Habit Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("no habit");
        reader.Read();
        var kind = (HabitKind)reader.GetByte();
        reader.Read();
        var what = ulong.TryParse(reader.GetString(), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var hash) ? hash : throw new JsonException("no hash");
        reader.Read();
        var weight = Weights.Read(ref reader, typeof(DecayedCount), options);
        reader.Read();
        var times = reader.GetInt32();
        reader.Read();
        return reader.TokenType == JsonTokenType.EndArray ? new Habit(kind, what) { Weight = weight, Times = times } : throw new JsonException("more than a habit");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Habit value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue((byte)value.Kind);
        writer.WriteStringValue(value.What.ToString("x16", CultureInfo.InvariantCulture));
        Weights.Write(writer, value.Weight, options);
        writer.WriteNumberValue(value.Times);
        writer.WriteEndArray();
    }
}
