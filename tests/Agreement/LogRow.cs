using System.Text.Json;

namespace NetSensor.Agreement;

/// <summary>One line of one log, from either side.</summary>
internal sealed class LogRow(string capture, string log, JsonElement json)
{
    public string Capture { get; } = capture;

    public string Log { get; } = log;

    public double Time { get; } = json.TryGetProperty("ts", out var ts) ? ts.GetDouble() : 0;

    /// <summary>Whether it says when; expected logs of tests do not.</summary>
    public bool HasTime { get; } = json.TryGetProperty("ts", out _);

    public IReadOnlyDictionary<string, JsonElement> Fields { get; } = json.EnumerateObject().ToDictionary(p => p.Name, p => p.Value);

    /// <summary>The text of a field, empty when it is unset.</summary>
    public string Text(string field) => Fields.TryGetValue(field, out var value)
        ? value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText()
        : string.Empty;

    /// <summary>The connection five-tuple, originator first.</summary>
    public string Tuple => $"{Text("id.orig_h")} {Text("id.orig_p")} {Text("id.resp_h")} {Text("id.resp_p")} {Text("proto")}";
}
