using System.Buffers;
using System.Globalization;
using System.Text.Json;
using NetSensor.Events;

namespace NetSensor.Export.Ocsf;

/// <summary>
/// Writes a <see cref="Detection"/> as an OCSF 1.8.0 Detection Finding (class 2004) with the Host profile, one JSON object. <c>finding_info.uid</c> is the
/// story's, <c>metadata.uid</c> that of this telling.
/// </summary>
public sealed class DetectionFinding(HomeNetworks home, string productVersion)
{
    private static readonly string[] Classes = ["Unknown", "Low", "Medium", "High"];          // by confidence_id
    private static readonly string[] Levels = ["Info", "Low", "Medium", "High", "Critical"];  // by risk_level_id

    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private readonly FindingEvidences _evidences = new(home);
    private readonly OcsfMetadata _metadata = new(productVersion);

    /// <summary>The object without line end; valid until the next call.</summary>
    public ReadOnlySpan<byte> Write(Detection detection)
    {
        _buffer.ResetWrittenCount();
        using var json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        WriteClass(json, detection);
        _metadata.Write(json, detection.TellingId, "host");
        WriteFindingInfo(json, detection);
        WriteScores(json, detection);
        HostObject.WriteDevice(json, detection.SourceHost, detection.Source, detection.SourceZone);
        _evidences.Write(json, detection);
        FindingObservables.Write(json, detection);
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
        json.WriteString("type_name", $"Detection Finding: {(activity == OcsfClass.Update ? "Update" : "Create")}");
        json.WriteNumber("severity_id", (int)detection.Severity);
        json.WriteString("severity", detection.Severity.ToString());
        json.WriteNumber("status_id", 1);
        json.WriteString("status", "New");
        json.WriteBoolean("is_alert", detection.Severity >= Severity.Medium);
        json.WriteNumber("time", Milliseconds.Of(detection.Time));
        json.WriteNumber("start_time", Milliseconds.Of(detection.FirstSeen));
        json.WriteNumber("end_time", Milliseconds.Of(detection.LastSeen));
        json.WriteNumber("count", detection.Count);
        json.WriteString("message", detection.Title);
    }

    private static void WriteFindingInfo(Utf8JsonWriter json, Detection detection)
    {
        json.WriteStartObject("finding_info");
        json.WriteString("uid", detection.Id);
        json.WriteString("title", detection.Title);
        json.WriteString("desc", detection.Reason);
        json.WriteNumber("first_seen_time", Milliseconds.Of(detection.FirstSeen));
        json.WriteNumber("last_seen_time", Milliseconds.Of(detection.LastSeen));
        json.WriteStartObject("analytic");
        json.WriteNumber("type_id", 2);
        json.WriteString("type", "Behavioral");
        json.WriteString("uid", detection.Detector);
        json.WriteString("name", detection.Detector);
        json.WriteEndObject();
        json.WriteStartArray("attacks");
        foreach (var technique in detection.Techniques) WriteAttack(json, technique);
        json.WriteEndArray();
        WriteRelated(json, detection.Related);
        json.WriteEndObject();
    }

    private static void WriteRelated(Utf8JsonWriter json, IReadOnlyList<RelatedFinding> related)
    {
        if (related.Count == 0) return;
        json.WriteStartArray("related_events");
        foreach (var other in related)
        {
            var activity = other.Count > 1 ? OcsfClass.Update : OcsfClass.Create;
            json.WriteStartObject();
            json.WriteString("uid", other.TellingId);
            json.WriteNumber("type_uid", OcsfClass.DetectionFinding * 100 + activity);
            json.WriteString("type_name", $"Detection Finding: {(activity == OcsfClass.Update ? "Update" : "Create")}");
            json.WriteString("title", other.Title);
            json.WriteString("desc", other.OfTarget ? $"{other.Detector}, on the target" : $"{other.Detector}, on this host");
            json.WriteNumber("severity_id", (int)other.Severity);
            json.WriteString("severity", other.Severity.ToString());
            json.WriteNumber("first_seen_time", Milliseconds.Of(other.FirstSeen));
            json.WriteNumber("last_seen_time", Milliseconds.Of(other.LastSeen));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNumber("related_events_count", related.Count);
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
        json.WriteNumber("confidence_id", detection.ConfidenceClass);
        json.WriteString("confidence", Classes[detection.ConfidenceClass]);
        var level = (int)detection.Severity - 1; // OCSF counts both classes alike, one from 1 and one from 0; the desk sees to it that the risk lies in the class
        json.WriteNumber("risk_score", detection.Risk);
        json.WriteNumber("risk_level_id", level);
        json.WriteString("risk_level", Levels[level]);
        if (detection.RiskParts.Count > 0)
            json.WriteString("risk_details", string.Join("; ", detection.RiskParts.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Name} {part.Points:+0;-0;0}: {part.Why}"))));
    }
}
