using System.Text.Json;
using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.UnusualCountries;

/// <summary>Habits as they are kept over a restart: a value of JSON per host and group.</summary>
internal static class CountryMemory
{
    /// <summary>Version of the layout.</summary>
    public const int Version = 1;

    private const string HostKey = "host/", GroupKey = "group/", SinceKey = "since";

    /// <summary>Tells what changed since the last call.</summary>
    public static void Save(CountryHabits habits, IMemory memory)
    {
        var (hosts, groups) = habits.Changed;
        if (hosts.Count == 0) return; // groups change with their hosts
        if (!memory.KeepsNothing) TellTo(memory, habits);
        hosts.Clear();
        groups.Clear();
    }

    private static void TellTo(IMemory memory, CountryHabits habits)
    {
        var (hosts, groups) = habits.Changed;
        foreach (var host in hosts)
            if (habits.TryGet(host, out var profile)) Keep(HostKey + host, profile, memory);
        foreach (var group in groups) Keep(GroupKey + group, habits.Of(group), memory);
        if (habits.Since is { } since) memory.Keep(SinceKey, JsonSerializer.SerializeToUtf8Bytes(since.Nanoseconds, KeptTypes.Default.Int64), habits.Of(CountryHabits.Network).Observations.At);
    }

    /// <summary>Takes back what was kept.</summary>
    /// <exception cref="FormatException">It was kept by somebody else.</exception>
    public static void Recall(CountryHabits habits, string key, ReadOnlySpan<byte> value)
    {
        try
        {
            var reader = new Utf8JsonReader(value);
            using var json = JsonDocument.ParseValue(ref reader);
            if (key == SinceKey) habits.Since = new Timestamp(json.RootElement.GetInt64());
            else if (key.StartsWith(GroupKey, StringComparison.Ordinal)) Read(json.RootElement, habits.Of(key[GroupKey.Length..]));
            else RecallHost(habits, key, json.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException($"no habits under '{key}'", fault);
        }
    }

    private static void RecallHost(CountryHabits habits, string key, JsonElement json)
    {
        if (!key.StartsWith(HostKey, StringComparison.Ordinal)) throw new FormatException($"no key of habits: '{key}'");
        var host = IpAddr.Parse(key[HostKey.Length..]);
        var profile = habits.Of(host);
        Read(json, profile);
        habits.NoteVisits(host, profile);
    }

    private static void Keep(string key, CountryProfile profile, IMemory memory)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes)) Write(json, profile);
        memory.Keep(key, bytes.GetBuffer().AsSpan(0, (int)bytes.Length), Timestamp.Max(profile.Observations.At, profile.Awake.At));
    }

    private static void Write(Utf8JsonWriter json, CountryProfile profile)
    {
        json.WriteStartObject();
        json.WritePropertyName("observations");
        DecayedCountJson.Write(json, profile.Observations);
        json.WritePropertyName("awake");
        DecayedCountJson.Write(json, profile.Awake);
        json.WriteStartObject("countries");
        foreach (var (country, record) in profile.Countries)
        {
            json.WriteStartObject(country);
            json.WritePropertyName("weight");
            DecayedCountJson.Write(json, record.Weight);
            json.WriteNumber("times", record.Times);
            json.WriteNumber("first", record.First.Nanoseconds);
            json.WriteNumber("last", record.Last.Nanoseconds);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        WriteNumbers(json, "systems", profile.Systems);
        WriteNumbers(json, "domains", profile.Domains);
        json.WriteEndObject();
    }

    private static void Read(JsonElement json, CountryProfile profile)
    {
        profile.Observations = DecayedCountJson.Read(json.GetProperty("observations"));
        profile.Awake = DecayedCountJson.Read(json.GetProperty("awake"));
        foreach (var country in json.GetProperty("countries").EnumerateObject())
            profile.Countries[country.Name] = new CountryRecord
            {
                Weight = DecayedCountJson.Read(country.Value.GetProperty("weight")),
                Times = country.Value.GetProperty("times").GetInt32(),
                First = new Timestamp(country.Value.GetProperty("first").GetInt64()),
                Last = new Timestamp(country.Value.GetProperty("last").GetInt64()),
            };
        foreach (var system in json.GetProperty("systems").EnumerateArray()) profile.Systems.Add(system.GetUInt32());
        foreach (var domain in json.GetProperty("domains").EnumerateArray()) profile.Domains.Add(domain.GetUInt32());
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, RecentNumbers numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers.Values) json.WriteNumberValue(number);
        json.WriteEndArray();
    }
}
