using System.Globalization;
using System.Text.Json;
using NetSensor.Wire;

namespace NetSensor.Host.Correlate;

/// <summary>Fields of an object by path ("process.parent_process.pid"), names in any case, and values as texts, numbers or what they stand for.</summary>
internal readonly struct JsonFields(JsonElement root)
{
    /// <summary>Whether there is an object at all.</summary>
    public bool IsObject => root.ValueKind == JsonValueKind.Object;

    /// <summary>The object at a path; an empty one when there is none.</summary>
    public JsonFields Object(string path) => Find(path) is { ValueKind: JsonValueKind.Object } found ? new JsonFields(found) : default;

    /// <summary>The first of these that is set; "-", by which Sysmon says that it does not know, is not.</summary>
    public string? Text(params ReadOnlySpan<string> paths)
    {
        foreach (var path in paths)
            if (TextOf(Find(path)) is { Length: > 0 } text && text != "-") return text;
        return null;
    }

    /// <summary>A whole number, also when it is written as a text ("443", "0x1BB").</summary>
    public long? Number(params ReadOnlySpan<string> paths)
    {
        if (Text(paths) is not { } text) return null;
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            return long.TryParse(text.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var hexadecimal) ? hexadecimal : null;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>An address.</summary>
    public IpAddr? Address(params ReadOnlySpan<string> paths) => Text(paths) is { } text && IpAddr.TryParse(text, out var address) ? address : null;

    /// <summary>A port.</summary>
    public ushort? Port(params ReadOnlySpan<string> paths) => Number(paths) is >= 0 and <= ushort.MaxValue and var port ? (ushort)port : null;

    /// <summary>A moment in UTC: "2020-09-22 14:53:02.123" or ISO 8601. A text without a zone is taken as UTC, which Sysmon's UtcTime is.</summary>
    public Timestamp? Moment(params ReadOnlySpan<string> paths) =>
        Text(paths) is { } text && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? new Timestamp((moment.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) * 100)
            : null;

    /// <summary>Milliseconds since the epoch, OCSF's timestamp_t.</summary>
    public Timestamp? Milliseconds(string path) => Number(path) is { } time and > 0 and < long.MaxValue / 1_000_000 ? new Timestamp(time * 1_000_000) : null;

    private JsonElement? Find(string path)
    {
        if (Property(root, path) is { } whole) return whole;       // "process.executable" may be one name
        JsonElement? at = root;
        foreach (var name in path.Split('.'))
            if ((at = at is { } inner ? Property(inner, name) : null) is null) return null;
        return at;
    }

    private static JsonElement? Property(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object) return null;
        if (element.TryGetProperty(name, out var exact)) return exact;
        foreach (var property in element.EnumerateObject())
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return property.Value;
        return null;
    }

    private static string? TextOf(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString()!.Trim(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        { ValueKind: JsonValueKind.True } => "true",
        { ValueKind: JsonValueKind.False } => "false",
        { ValueKind: JsonValueKind.Object } wrapped when wrapped.TryGetProperty("#text", out var inner) => TextOf(inner), // XML's text beside attributes
        _ => null,
    };
}
