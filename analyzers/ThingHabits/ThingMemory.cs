using System.Globalization;
using System.Text.Json;
using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.ThingHabits;

/// <summary>Habits as they are kept over a restart: a value of JSON per thing, under the id of its device.</summary>
internal static class ThingMemory
{
    /// <summary>Version of the layout.</summary>
    public const int Version = 1;

    /// <summary>Tells one thing.</summary>
    public static void Save(Thing thing, IMemory memory)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes)) Write(json, thing);
        memory.Keep(thing.Id, bytes.GetBuffer().AsSpan(0, (int)bytes.Length), thing.Habits.Awake.At);
    }

    /// <summary>Takes back what was kept of one.</summary>
    /// <exception cref="FormatException">It was kept by somebody else.</exception>
    public static void Recall(Thing thing, ReadOnlySpan<byte> value)
    {
        try
        {
            var reader = new Utf8JsonReader(value);
            using var json = JsonDocument.ParseValue(ref reader);
            Read(json.RootElement, thing);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or OverflowException)
        {
            throw new FormatException($"no habits of thing {thing.Id}", fault);
        }
    }

    private static void Write(Utf8JsonWriter json, Thing thing)
    {
        json.WriteStartObject();
        json.WriteNumber("since", (thing.Since ?? thing.Habits.Awake.At).Nanoseconds);
        json.WritePropertyName("awake");
        DecayedCountJson.Write(json, thing.Habits.Awake);
        json.WriteNumber("largest_hour", Math.Max(thing.Uploads.Largest, thing.Uploads.Current));
        json.WriteStartArray("addresses");
        foreach (var address in thing.Addresses) json.WriteStringValue(address.ToString());
        json.WriteEndArray();
        json.WriteStartArray("habits");
        foreach (var habit in thing.Habits.All)
        {
            json.WriteStartArray();
            json.WriteNumberValue((byte)habit.Kind);
            json.WriteStringValue(habit.What.ToString("x16", CultureInfo.InvariantCulture));
            DecayedCountJson.Write(json, habit.Weight);
            json.WriteNumberValue(habit.Times);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Read(JsonElement json, Thing thing)
    {
        thing.Since = new Timestamp(json.GetProperty("since").GetInt64());
        thing.Habits.Awake = DecayedCountJson.Read(json.GetProperty("awake"));
        thing.Uploads.Largest = json.GetProperty("largest_hour").GetInt64();
        thing.Addresses = [.. json.GetProperty("addresses").EnumerateArray().Select(address => IpAddr.Parse(address.GetString()!))];
        foreach (var habit in json.GetProperty("habits").EnumerateArray())
            thing.Habits.Recall(new Habit((HabitKind)habit[0].GetByte(), ulong.Parse(habit[1].GetString()!, NumberStyles.HexNumber, CultureInfo.InvariantCulture))
            {
                Weight = DecayedCountJson.Read(habit[2]), Times = habit[3].GetInt32(),
            });
    }
}
