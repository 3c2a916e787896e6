using System.Buffers;
using System.Text.Json;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Export.Ocsf;

/// <summary>Writes a <see cref="Detection"/> as an OCSF 1.8.0 Detection Finding (class 2004), one JSON object.</summary>
public sealed class DetectionFinding(HomeNetworks home, string productVersion)
{
    private const int Out = 2, In = 1, Lateral = 3, Unknown = 0; // connection_info.direction_id

    private readonly ArrayBufferWriter<byte> _buffer = new(4096);

    /// <summary>The object without line end; valid until the next call.</summary>
    public ReadOnlySpan<byte> Write(Detection detection)
    {
        _buffer.ResetWrittenCount();
        using var json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        WriteClass(json, detection);
        WriteMetadata(json);
        WriteFindingInfo(json, detection);
        WriteScores(json, detection);
        WriteEvidences(json, detection);
        WriteObservables(json, detection);
        json.WriteEndObject();
        json.Flush();
        return _buffer.WrittenSpan;
    }

    private static void WriteClass(Utf8JsonWriter json, Detection detection)
    {
        var activity = detection.Count > 1 ? OcsfClass.Update : OcsfClass.Create;
        json.WriteNumber("activity_id", activity);
        json.WriteString("activity_name", activity == OcsfClass.Update ? "Update" : "Create");
        json.WriteNumber("category_uid", OcsfClass.FindingsCategory);
        json.WriteString("category_name", "Findings");
        json.WriteNumber("class_uid", OcsfClass.DetectionFinding);
        json.WriteString("class_name", "Detection Finding");
        json.WriteNumber("type_uid", OcsfClass.DetectionFinding * 100 + activity);
        json.WriteNumber("severity_id", (int)detection.Severity);
        json.WriteString("severity", detection.Severity.ToString());
        json.WriteNumber("status_id", 1);
        json.WriteString("status", "New");
        json.WriteBoolean("is_alert", detection.Severity >= Severity.Medium);
        json.WriteNumber("time", Milliseconds(detection.Time));
        json.WriteNumber("start_time", Milliseconds(detection.FirstSeen));
        json.WriteNumber("end_time", Milliseconds(detection.LastSeen));
        json.WriteNumber("count", detection.Count);
        json.WriteString("message", detection.Title);
    }

    private void WriteMetadata(Utf8JsonWriter json)
    {
        json.WriteStartObject("metadata");
        json.WriteString("version", OcsfClass.Version);
        json.WriteStartObject("product");
        json.WriteString("name", "NetSensor");
        json.WriteString("vendor_name", "NetSensor");
        json.WriteString("version", productVersion);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteFindingInfo(Utf8JsonWriter json, Detection detection)
    {
        json.WriteStartObject("finding_info");
        json.WriteString("uid", detection.Id);
        json.WriteString("title", detection.Title);
        json.WriteString("desc", detection.Reason);
        json.WriteNumber("first_seen_time", Milliseconds(detection.FirstSeen));
        json.WriteNumber("last_seen_time", Milliseconds(detection.LastSeen));
        json.WriteStartObject("analytic");
        json.WriteNumber("type_id", 2);
        json.WriteString("type", "Behavioral");
        json.WriteString("name", detection.Detector);
        json.WriteEndObject();
        json.WriteStartArray("attacks");
        foreach (var technique in detection.Techniques) WriteAttack(json, technique);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteAttack(Utf8JsonWriter json, Technique technique)
    {
        json.WriteStartObject();
        json.WriteStartObject("tactic");
        json.WriteString("uid", technique.TacticId);
        json.WriteString("name", technique.TacticName);
        json.WriteEndObject();
        // OCSF keeps sub-techniques apart from their technique.
        var parent = technique.Id.Split('.')[0];
        json.WriteStartObject(parent == technique.Id ? "technique" : "sub_technique");
        json.WriteString("uid", technique.Id);
        json.WriteString("name", technique.Name);
        json.WriteEndObject();
        if (parent != technique.Id)
        {
            json.WriteStartObject("technique");
            json.WriteString("uid", parent);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteScores(Utf8JsonWriter json, Detection detection)
    {
        json.WriteNumber("confidence_score", detection.Confidence);
        json.WriteNumber("confidence_id", detection.Confidence >= 70 ? 3 : detection.Confidence >= 40 ? 2 : 1);
        json.WriteNumber("risk_score", detection.Risk);
        json.WriteNumber("risk_level_id", detection.Risk >= 90 ? 4 : detection.Risk >= 70 ? 3 : detection.Risk >= 40 ? 2 : detection.Risk >= 20 ? 1 : 0);
    }

    /// <summary>The first evidence carries the numbers, one more follows for each flow that the finding rests on.</summary>
    private void WriteEvidences(Utf8JsonWriter json, Detection detection)
    {
        json.WriteStartArray("evidences");
        json.WriteStartObject();
        WriteEndpoint(json, "src_endpoint", detection.Source, null, null);
        if (detection.Destination is not null || detection.DestinationName is not null)
            WriteEndpoint(json, "dst_endpoint", detection.Destination, detection.DestinationPort, detection);
        WriteActor(json, detection);
        json.WriteStartObject("data");
        foreach (var number in detection.Evidence)
        {
            json.WriteStartObject(number.Name);
            json.WriteNumber("value", number.Value);
            json.WriteString("unit", number.Unit);
            json.WriteEndObject();
        }
        if (detection.Steps.Count > 0)
        {
            json.WriteStartArray("story");
            foreach (var step in detection.Steps) json.WriteStringValue(step);
            json.WriteEndArray();
        }
        json.WriteEndObject();
        json.WriteEndObject();
        foreach (var flow in detection.Flows) WriteFlow(json, flow, detection);
        json.WriteEndArray();
    }

    private static void WriteActor(Utf8JsonWriter json, Detection detection)
    {
        if (detection.Accounts.Count == 0) return;
        json.WriteStartObject("actor");
        json.WriteStartObject("user");
        json.WriteString("name", detection.Accounts[0]);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteFlow(Utf8JsonWriter json, FlowIdentity flow, Detection detection)
    {
        json.WriteStartObject();
        WriteEndpoint(json, "src_endpoint", flow.Originator, flow.OriginatorPort, null);
        WriteEndpoint(json, "dst_endpoint", flow.Responder, flow.ResponderPort, detection);
        json.WriteStartObject("connection_info");
        json.WriteNumber("direction_id", DirectionOf(flow));
        json.WriteString("protocol_name", flow.Transport.ToString().ToLowerInvariant());
        json.WriteNumber("protocol_num", (int)flow.Protocol);
        json.WriteString("uid", flow.Uid);
        json.WriteString("community_uid", flow.CommunityId);
        json.WriteEndObject();
        json.WriteStartObject("data");
        json.WriteNumber("start_time", Milliseconds(flow.Start));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>One side; what is known of the finding's destination is told with it, and the place only where it is the same address.</summary>
    private static void WriteEndpoint(Utf8JsonWriter json, string name, IpAddr? ip, int? port, Detection? destinationOf)
    {
        json.WriteStartObject(name);
        if (ip is { } address) json.WriteString("ip", address.ToString());
        if (port is { } number) json.WriteNumber("port", number);
        if (destinationOf?.DestinationName is { } hostName) json.WriteString("hostname", hostName);
        if (destinationOf is not null && destinationOf.Destination == ip) WritePlace(json, destinationOf);
        json.WriteEndObject();
    }

    private static void WritePlace(Utf8JsonWriter json, Detection detection)
    {
        if (detection.DestinationCountry is { } country)
        {
            json.WriteStartObject("location");
            json.WriteString("country", country);
            json.WriteEndObject();
        }
        if (detection.DestinationAsn is { } system)
        {
            json.WriteStartObject("autonomous_system");
            json.WriteNumber("number", system);
            if (detection.DestinationAsnName is { } holder) json.WriteString("name", holder);
            json.WriteEndObject();
        }
    }

    private static void WriteObservables(Utf8JsonWriter json, Detection detection)
    {
        json.WriteStartArray("observables");
        WriteObservable(json, "evidences.src_endpoint.ip", ObservableType.IpAddress, detection.Source.ToString());
        if (detection.Destination is { } destination) WriteObservable(json, "evidences.dst_endpoint.ip", ObservableType.IpAddress, destination.ToString());
        if (detection.DestinationName is { } name) WriteObservable(json, "evidences.dst_endpoint.hostname", ObservableType.HostName, name);
        foreach (var account in detection.Accounts) WriteObservable(json, "evidences.actor.user.name", ObservableType.UserName, account);
        json.WriteEndArray();
    }

    private static void WriteObservable(Utf8JsonWriter json, string name, ObservableType type, string value)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteNumber("type_id", (int)type);
        json.WriteString("value", value);
        json.WriteEndObject();
    }

    private int DirectionOf(FlowIdentity flow) => (home.Contains(flow.Originator), home.Contains(flow.Responder)) switch
    {
        (true, true) => Lateral,
        (true, false) => Out,
        (false, true) => In,
        _ => Unknown,
    };

    private static long Milliseconds(Timestamp time) => time.Nanoseconds / 1_000_000;
}
