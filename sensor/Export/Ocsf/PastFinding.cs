using System.Text.Json;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Export.Ocsf;

/// <summary>
/// Reads a Detection Finding back as far as who, what, where, how bad and by which flows: enough to ask an exception about it, or to join it with what
/// others tell. Lines of earlier versions, which knew no hosts, are read as well.
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
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or IndexOutOfRangeException)
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
            Flows = [.. root.GetProperty("evidences").EnumerateArray().Select(Flow).OfType<FlowIdentity>()],
            RiskParts = evidence.TryGetProperty("data", out var data) && data.TryGetProperty("risk_parts", out var parts)
                ? [.. parts.EnumerateArray().Select(part => new RiskPart(Text(part, "name") ?? "", part.GetProperty("points").GetInt32(), Text(part, "why") ?? ""))]
                : [],
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

    /// <summary>The flow of an evidence; null when it is none.</summary>
    private static FlowIdentity? Flow(JsonElement evidence)
    {
        if (!evidence.TryGetProperty("connection_info", out var connection) || Text(connection, "uid") is not { } uid) return null;
        var (source, destination) = (evidence.GetProperty("src_endpoint"), evidence.GetProperty("dst_endpoint"));
        if (!IpAddr.TryParse(Text(source, "ip") ?? "", out var originator) || !IpAddr.TryParse(Text(destination, "ip") ?? "", out var responder)) return null;
        var protocol = (IpProtocol)connection.GetProperty("protocol_num").GetByte();
        return new FlowIdentity
        {
            Uid = uid,
            Start = evidence.TryGetProperty("data", out var data) && data.TryGetProperty("start_time", out _) ? Time(data, "start_time") : default,
            Originator = originator,
            OriginatorPort = Port(source),
            Responder = responder,
            ResponderPort = Port(destination),
            Protocol = protocol,
            Transport = protocol switch { IpProtocol.Tcp => Transport.Tcp, IpProtocol.Udp => Transport.Udp, _ => default },
            CommunityId = Text(connection, "community_uid") ?? "",
            Order = 0,
        };
    }

    private static ushort Port(JsonElement endpoint) => endpoint.TryGetProperty("port", out var port) ? port.GetUInt16() : (ushort)0;

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
