using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NetSensor.Analyzers.ThingHabits;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Common.Memory;

/// <summary>How records lie in a memory: addresses as text, moments as nanoseconds since 1970; what is missing or null and must not be is refused.</summary>
internal static class KeptLayout
{
    /// <summary>For the serializer.</summary>
    private static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new AddressConverter(), new HardwareConverter(), new MomentConverter(), new DecayedCountConverter(), new HabitConverter() },
        TypeInfoResolver = KeptTypes.Default,
    };

    /// <summary>How this type, which stands in <see cref="KeptTypes"/>, is read and written.</summary>
    public static JsonTypeInfo<TKept> Of<TKept>() => (JsonTypeInfo<TKept>)Options.GetTypeInfo(typeof(TKept));

    private sealed class AddressConverter : JsonConverter<IpAddr>
    {
        public override IpAddr Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.GetString() is { } text && IpAddr.TryParse(text, out var address) ? address : throw new JsonException("no address");

        public override void Write(Utf8JsonWriter writer, IpAddr value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }

    private sealed class HardwareConverter : JsonConverter<MacAddress>
    {
        public override MacAddress Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.GetString() is { } text && MacAddress.TryParse(text, out var address) ? address : throw new JsonException("no hardware address");

        public override void Write(Utf8JsonWriter writer, MacAddress value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }

    private sealed class MomentConverter : JsonConverter<Timestamp>
    {
        public override Timestamp Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => new(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, Timestamp value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Nanoseconds);
    }
}
