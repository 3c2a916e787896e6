using System.Text.Json;

namespace NetSensor.Export.Delivery.Formats;

/// <summary>Reads what other forms need from a finding in OCSF.</summary>
internal readonly struct FindingFields(JsonElement finding)
{
    /// <summary>The finding's own part.</summary>
    public JsonElement Info => Of(finding, "finding_info");

    /// <summary>The host that it is about.</summary>
    public JsonElement Source => Of(Evidence, "src_endpoint");

    /// <summary>The other side; undefined when there is none.</summary>
    public JsonElement Destination => Of(Evidence, "dst_endpoint");

    /// <summary>The detector.</summary>
    public string Detector => Text(Of(Info, "analytic"), "name") ?? "unknown";

    /// <summary>Community id of the newest flow; null when it rests on none.</summary>
    public string? CommunityId => Evidences.Select(evidence => Text(Of(evidence, "connection_info"), "community_uid")).LastOrDefault(id => id is not null);

    /// <summary>ATT&amp;CK techniques with their tactics.</summary>
    public IReadOnlyList<(string Id, string? Name, string? TacticId, string? Tactic)> Techniques =>
    [
        .. Items(Of(Info, "attacks")).Select(attack => (Own: Of(attack, "sub_technique") is { ValueKind: JsonValueKind.Object } sub ? sub : Of(attack, "technique"), Tactic: Of(attack, "tactic")))
            .Select(pair => (Text(pair.Own, "uid") ?? "", Text(pair.Own, "name"), Text(pair.Tactic, "uid"), Text(pair.Tactic, "name"))),
    ];

    /// <summary>A text below an object; null when there is none.</summary>
    public static string? Text(JsonElement json, string name) => Of(json, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>A whole number below an object; null when there is none.</summary>
    public static long? Number(JsonElement json, string name) => Of(json, name) is { ValueKind: JsonValueKind.Number } number ? number.GetInt64() : null;

    /// <summary>What is below an object; undefined when there is nothing.</summary>
    public static JsonElement Of(JsonElement json, string name) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : default;

    private JsonElement Evidence => Evidences.FirstOrDefault();

    private IEnumerable<JsonElement> Evidences => Items(Of(finding, "evidences"));

    private static IEnumerable<JsonElement> Items(JsonElement list) => list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];
}
