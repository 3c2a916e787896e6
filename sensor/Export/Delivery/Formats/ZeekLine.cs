using System.Text.Json;

namespace NetSensor.Export.Delivery.Formats;

/// <summary>Reads fields of a log's line, by Zeek's names.</summary>
internal readonly struct ZeekLine(JsonElement line)
{
    private const int Unknown = 0, In = 1, Out = 2, Lateral = 3; // OCSF's connection_info.direction_id

    /// <summary>Whether it belongs to a flow.</summary>
    public bool HasConnection => line.TryGetProperty("id.orig_h", out _);

    /// <summary>Which way the flow goes, as OCSF's direction_id.</summary>
    public int Direction => (Truth("local_orig"), Truth("local_resp")) switch
    {
        (true, true) => Lateral,
        (true, false) => Out,
        (false, true) => In,
        _ => Unknown,
    };

    /// <summary>A text; null when the field is unset or no text.</summary>
    public string? Text(string name) => line.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A whole number; null when the field is unset or none.</summary>
    public long? Number(string name) => line.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;

    /// <summary>A time or span in seconds; null when the field is unset.</summary>
    public double? Seconds(string name) => line.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    /// <summary>Whether a truth value is set and true.</summary>
    public bool IsTrue(string name) => Truth(name) is true;

    /// <summary>A list of texts; empty when the field is unset.</summary>
    public IEnumerable<string> Texts(string name) => line.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
        ? value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)
        : [];

    private bool? Truth(string name) => line.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null;
}
