using System.Globalization;
using System.Text.Json;
using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Exfiltration;

/// <summary>Habits and channels as they are kept over a restart: a value of JSON each.</summary>
internal static class UploadMemory
{
    /// <summary>Version of the layout.</summary>
    public const int Version = 1;

    private const string HostKey = "host/", ChannelKey = "channel/", SinceKey = "since";

    /// <summary>Tells what changed since the last call.</summary>
    public static void Save(UploadLedger ledger, IMemory memory)
    {
        if (memory.IsLast || memory.KeepsNothing) ledger.EndWaiting();
        var (hosts, channels) = ledger.Changed;
        if (hosts.Count == 0) return; // channels change with their hosts
        if (!memory.KeepsNothing) TellTo(memory, ledger);
        hosts.Clear();
        channels.Clear();
    }

    private static void TellTo(IMemory memory, UploadLedger ledger)
    {
        var (hosts, channels) = ledger.Changed;
        var latest = Timestamp.MinValue;
        foreach (var address in hosts)
            if (ledger.TryGetHost(address, out var host))
            {
                memory.Keep(HostKey + address, Written(json => Write(json, host)), host.LastUsed);
                latest = Timestamp.Max(latest, host.LastUsed);
            }
        foreach (var key in channels)
            if (ledger.TryGetChannel(key, out var channel)) memory.Keep(KeyOf(key), Written(json => Write(json, channel)), channel.Last);
        if (ledger.Since is { } since) memory.Keep(SinceKey, JsonSerializer.SerializeToUtf8Bytes(since.Nanoseconds, KeptTypes.Default.Int64), latest);
    }

    /// <summary>Takes back what was kept.</summary>
    /// <exception cref="FormatException">It was kept by somebody else.</exception>
    public static void Recall(UploadLedger ledger, string key, ReadOnlySpan<byte> value)
    {
        try
        {
            var reader = new Utf8JsonReader(value);
            using var json = JsonDocument.ParseValue(ref reader);
            if (key == SinceKey) ledger.Since = new Timestamp(json.RootElement.GetInt64());
            else if (key.StartsWith(HostKey, StringComparison.Ordinal)) ReadHost(ledger, IpAddr.Parse(key[HostKey.Length..]), json.RootElement);
            else if (key.StartsWith(ChannelKey, StringComparison.Ordinal)) ReadChannel(ledger, KeyFrom(key), json.RootElement);
            else throw new FormatException($"no key of uploads: '{key}'");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException)
        {
            throw new FormatException($"no uploads under '{key}'", fault);
        }
    }

    private static string KeyOf(UploadKey key) => $"{ChannelKey}{key.Host}/{key.Destination.ToString("x8", CultureInfo.InvariantCulture)}";

    private static UploadKey KeyFrom(string key)
    {
        var parts = key.Split('/');
        return parts.Length == 3 && uint.TryParse(parts[2], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var destination)
            ? new UploadKey(IpAddr.Parse(parts[1]), destination)
            : throw new FormatException($"no key of a channel: '{key}'");
    }

    private static byte[] Written(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes)) write(json);
        return bytes.ToArray();
    }

    private static void Write(Utf8JsonWriter json, UploadHost host)
    {
        json.WriteStartObject();
        WriteNumbers(json, "hours", host.Hours.Values);
        WriteNumbers(json, "days", host.Days.Values);
        json.WriteNumber("hour", host.Hour);
        json.WriteNumber("hour_out", host.HourOut);
        json.WriteNumber("day_out", host.DayOut);
        json.WriteStartArray("destinations");
        foreach (var destination in host.Destinations.Values) json.WriteNumberValue(destination);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void ReadHost(UploadLedger ledger, IpAddr address, JsonElement json)
    {
        var host = ledger.HostOf(address);
        foreach (var hour in json.GetProperty("hours").EnumerateArray()) host.Hours.Add(hour.GetDouble());
        foreach (var day in json.GetProperty("days").EnumerateArray()) host.Days.Add(day.GetDouble());
        host.Hour = json.GetProperty("hour").GetInt64();
        host.HourOut = json.GetProperty("hour_out").GetInt64();
        host.DayOut = json.GetProperty("day_out").GetInt64();
        foreach (var destination in json.GetProperty("destinations").EnumerateArray()) ledger.NoteDestination(host, destination.GetUInt32());
    }

    private static void Write(Utf8JsonWriter json, UploadChannel channel)
    {
        json.WriteStartObject();
        json.WriteNumber("first", channel.First.Nanoseconds);
        json.WriteBoolean("is_new", channel.IsNew);
        json.WriteNumber("told", channel.Telling.Times);
        json.WriteNumber("told_severity", (int)channel.Telling.Worst);
        json.WriteNumber("told_bytes", channel.Telling.ToldSize);
        json.WriteStartArray("days");
        foreach (var day in channel.Days)
        {
            json.WriteStartArray();
            json.WriteNumberValue(day.Day);
            json.WriteNumberValue(day.Out);
            json.WriteNumberValue(day.In);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void ReadChannel(UploadLedger ledger, UploadKey key, JsonElement json)
    {
        var first = new Timestamp(json.GetProperty("first").GetInt64());
        var channel = ledger.ChannelOf(key, first);
        channel.Recall(first, json.GetProperty("is_new").GetBoolean(), json.GetProperty("days").EnumerateArray().Select(day => new DayVolume(day[0].GetInt32(), day[1].GetInt64(), day[2].GetInt64())));
        channel.Telling = Telling.Of(json.GetProperty("told").GetInt32(), (Severity)json.GetProperty("told_severity").GetInt32(), json.GetProperty("told_bytes").GetDouble());
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<double> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteNumberValue(value);
        json.WriteEndArray();
    }
}
