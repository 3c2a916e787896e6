using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace NetSensor.Tests.Export.Ocsf;

/// <summary>Says what an event lacks or has wrong by the rules of OCSF 1.8.0; a path and a sentence for each fault.</summary>
internal static partial class OcsfValidator
{
    private const int Other = 99;

    private static readonly OcsfSchema Schema = OcsfSchema.Version18;
    private static readonly Dictionary<long, string> Classes = new() { [2004] = "detection_finding", [5001] = "inventory_info" };
    private static readonly Dictionary<string, string> Siblings = new() { ["activity_id"] = "activity_name", ["category_uid"] = "category_name", ["class_uid"] = "class_name" };

    /// <summary>All faults of an event; none when it is valid.</summary>
    public static IReadOnlyList<string> FaultsOf(JsonElement json)
    {
        var faults = new List<string>();
        if (!json.TryGetProperty("class_uid", out var id) || !Classes.TryGetValue(id.GetInt64(), out var type)) return ["class_uid: no class that this table knows"];
        CheckObject(json, type, "", faults);
        if (faults.Count > 0) return faults;
        CheckType(json, faults);
        CheckTimes(json, faults);
        CheckProfiles(json, faults);
        CheckObservables(json, faults);
        return faults;
    }

    private static void CheckObject(JsonElement json, string type, string path, List<string> faults)
    {
        var attributes = Schema.AttributesOf(type);
        foreach (var property in json.EnumerateObject())
        {
            var at = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            if (!attributes.TryGetValue(property.Name, out var attribute)) faults.Add($"{at}: {type} has no such attribute");
            else if (!attribute.IsArray) CheckValue(property.Value, attribute, at, faults);
            else if (property.Value.ValueKind != JsonValueKind.Array) faults.Add($"{at}: no array");
            else foreach (var item in property.Value.EnumerateArray()) CheckValue(item, attribute, at, faults);
            if (attribute?.Captions is { } captions) CheckSibling(json, property, captions, at, faults);
        }
        foreach (var (name, _) in attributes.Where(attribute => attribute.Value.IsRequired && !json.TryGetProperty(attribute.Key, out _)))
            faults.Add($"{path}.{name}: required, and absent");
        if (Schema.AtLeastOneOf(type) is { Count: > 0 } some && !some.Any(name => json.TryGetProperty(name, out _))) faults.Add($"{path}: none of {string.Join(", ", some)}");
    }

    private static void CheckValue(JsonElement value, OcsfSchema.Attribute attribute, string at, List<string> faults)
    {
        if (Schema.Knows(attribute.Type))
        {
            if (value.ValueKind == JsonValueKind.Object) CheckObject(value, attribute.Type, at, faults);
            else faults.Add($"{at}: no object");
            return;
        }
        var isRight = attribute.Type switch
        {
            "string" => value.ValueKind == JsonValueKind.String && value.GetString()!.Length > 0,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _),
            "port" => value.ValueKind == JsonValueKind.Number && value.TryGetUInt16(out _),
            "long" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            "timestamp" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            "float" => value.ValueKind == JsonValueKind.Number,
            "ip" => value.ValueKind == JsonValueKind.String && IPAddress.TryParse(value.GetString(), out _),
            "mac" => value.ValueKind == JsonValueKind.String && Mac().IsMatch(value.GetString()!),
            "country" => value.ValueKind == JsonValueKind.String && Country().IsMatch(value.GetString()!),
            "json" => value.ValueKind != JsonValueKind.Undefined,
            _ => throw new InvalidOperationException($"the table has a type '{attribute.Type}' that nobody checks"),
        };
        if (!isRight) faults.Add($"{at}: {value} is no {attribute.Type}");
        else if (attribute.Captions is { } captions && !captions.ContainsKey(value.GetInt64())) faults.Add($"{at}: {value} is not in the enumeration");
    }

    /// <summary>The text beside a number is its caption, unless the number says "other".</summary>
    private static void CheckSibling(JsonElement json, JsonProperty number, IReadOnlyDictionary<long, string> captions, string at, List<string> faults)
    {
        var sibling = Siblings.GetValueOrDefault(number.Name) ?? Regex.Replace(number.Name, "_id$", "");
        if (sibling == number.Name || !json.TryGetProperty(sibling, out var text) || number.Value.ValueKind != JsonValueKind.Number) return;
        if (number.Value.GetInt64() is not Other and var id && captions.TryGetValue(id, out var caption) && text.GetString() != caption)
            faults.Add($"{at}: {id} is '{caption}', but {sibling} says '{text}'");
    }

    private static void CheckType(JsonElement json, List<string> faults)
    {
        var (kind, activity) = (json.GetProperty("class_uid").GetInt64(), json.GetProperty("activity_id").GetInt64());
        if (json.GetProperty("type_uid").GetInt64() != kind * 100 + activity) faults.Add("type_uid: not class_uid * 100 + activity_id");
        if (json.TryGetProperty("type_name", out var name) && name.GetString() != $"{json.GetProperty("class_name")}: {json.GetProperty("activity_name")}") faults.Add("type_name: not the class and its activity");
        if (json.GetProperty("metadata").GetProperty("version").GetString() != "1.8.0") faults.Add("metadata.version: not 1.8.0");
    }

    private static void CheckTimes(JsonElement json, List<string> faults)
    {
        if (json.TryGetProperty("start_time", out var start) && json.TryGetProperty("end_time", out var end) && start.GetInt64() > end.GetInt64()) faults.Add("start_time: after end_time");
        if (json.TryGetProperty("finding_info", out var info) && info.TryGetProperty("first_seen_time", out var first) && info.TryGetProperty("last_seen_time", out var last)
            && first.GetInt64() > last.GetInt64()) faults.Add("finding_info.first_seen_time: after last_seen_time");
        foreach (var score in (string[])["confidence_score", "risk_score", "impact_score"])
            if (json.TryGetProperty(score, out var value) && value.GetInt32() is < 0 or > 100) faults.Add($"{score}: {value} is not within 0 to 100");
    }

    /// <summary>A finding has a device only by the Host profile, which it must name; in an inventory the device is an attribute of its own.</summary>
    private static void CheckProfiles(JsonElement json, List<string> faults)
    {
        var namesHost = json.GetProperty("metadata").TryGetProperty("profiles", out var profiles) && profiles.EnumerateArray().Any(profile => profile.GetString() == "host");
        var hasDevice = json.TryGetProperty("device", out _);
        if (json.GetProperty("class_uid").GetInt64() == 2004 && hasDevice != namesHost) faults.Add("device: comes with the profile 'host', and only with it");
        if (json.GetProperty("class_uid").GetInt64() == 5001 && !hasDevice) faults.Add("device: required, and absent");
    }

    /// <summary>An observable names an attribute of the event, and repeats its value.</summary>
    private static void CheckObservables(JsonElement json, List<string> faults)
    {
        if (!json.TryGetProperty("observables", out var observables)) return;
        foreach (var observable in observables.EnumerateArray())
        {
            if (!observable.TryGetProperty("name", out var name) || !observable.TryGetProperty("value", out var value)) continue;
            var found = Values(json, name.GetString()!.Split('.'), 0).Select(element => element.ToString()).ToHashSet();
            if (found.Count == 0) faults.Add($"observables: {name} is no attribute of the event");
            else if (!found.Contains(value.GetString()!) && !name.GetString()!.StartsWith("evidences.actor", StringComparison.Ordinal)) // of several accounts one is the actor
                faults.Add($"observables: {name} is not '{value}'");
        }
    }

    private static IEnumerable<JsonElement> Values(JsonElement json, string[] path, int depth) => json.ValueKind == JsonValueKind.Array
        ? json.EnumerateArray().SelectMany(item => Values(item, path, depth))
        : depth == path.Length ? [json]
        : json.ValueKind == JsonValueKind.Object && json.TryGetProperty(path[depth], out var inner) ? Values(inner, path, depth + 1) : [];

    [GeneratedRegex("^([0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}$")]
    private static partial Regex Mac();

    [GeneratedRegex("^[A-Z]{2}$")]
    private static partial Regex Country();
}
