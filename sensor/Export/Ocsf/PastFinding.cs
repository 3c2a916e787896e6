using System.Text.Json;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Export.Ocsf;

/// <summary>
/// Reads a Detection Finding back as far as who, what, where and how bad: enough to ask an exception about it. Lines of earlier versions, which
/// knew no hosts, are read as well.
/// </summary>
public static class PastFinding
{
    /// <summary>The finding in a line of detections.jsonl; null when the line is none.</summary>
    public static Detection? Read(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("class_uid", out var id) && id.GetInt32() == OcsfClass.DetectionFinding ? Read(root) : null;
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null; // the caller counts it
        }
    }

    private static Detection? Read(JsonElement root)
    {
        var info = root.GetProperty("finding_info");
        var evidence = root.GetProperty("evidences")[0];
        var source = evidence.GetProperty("src_endpoint");
        var destination = evidence.TryGetProperty("dst_endpoint", out var other) ? other : default;
        if (!IpAddr.TryParse(source.GetProperty("ip").GetString()!, out var address)) return null;
        IpAddr? target = Text(destination, "ip") is { } text && IpAddr.TryParse(text, out var parsed) ? parsed : null;
        return new Detection
        {
            Id = info.GetProperty("uid").GetString()!,
            Detector = info.GetProperty("analytic").GetProperty("name").GetString()!,
            Time = Time(root, "time"),
            FirstSeen = Time(root, "start_time"),
            LastSeen = Time(root, "end_time"),
            Title = Text(info, "title") ?? "",
            Reason = Text(info, "desc") ?? "",
            Severity = (Severity)root.GetProperty("severity_id").GetByte(),
            Confidence = root.GetProperty("confidence_score").GetInt32(),
            Risk = root.GetProperty("risk_score").GetInt32(),
            Source = address,
            SourceHost = HostOf(source, address),
            SourceZone = Text(source, "zone"),
            Destination = target,
            DestinationPort = destination.ValueKind == JsonValueKind.Object && destination.TryGetProperty("port", out var port) ? port.GetInt32() : null,
            DestinationName = Text(destination, "hostname"),
            DestinationHost = target is { } its ? HostOf(destination, its) : null,
            DestinationZone = Text(destination, "zone"),
            Techniques = [.. info.GetProperty("attacks").EnumerateArray().Select(Technique)],
            Count = root.TryGetProperty("count", out var count) ? count.GetInt32() : 1,
        };
    }

    private static HostIdentity? HostOf(JsonElement endpoint, IpAddr address) => Text(endpoint, "uid") is not { } device ? null : new HostIdentity
    {
        DeviceId = device,
        Address = address,
        Name = Text(endpoint, "name"),
        Domain = Text(endpoint, "domain"),
        Mac = Text(endpoint, "mac") is { } mac && MacAddress.TryParse(mac, out var parsed) ? parsed : null,
        User = endpoint.TryGetProperty("owner", out var owner) ? Text(owner, "name") : null,
    };

    private static Technique Technique(JsonElement attack)
    {
        var technique = attack.TryGetProperty("sub_technique", out var sub) ? sub : attack.GetProperty("technique");
        var tactic = attack.GetProperty("tactic");
        return new Technique(Text(technique, "uid")!, Text(technique, "name") ?? "", Text(tactic, "uid") ?? "", Text(tactic, "name") ?? "");
    }

    private static Timestamp Time(JsonElement json, string name) => new(json.GetProperty(name).GetInt64() * 1_000_000);

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var text) ? text.GetString() : null;
}
