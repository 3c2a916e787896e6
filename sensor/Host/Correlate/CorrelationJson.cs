using System.Text.Encodings.Web;
using System.Text.Json;
using NetSensor.Analyzers.Correlation;

namespace NetSensor.Host.Correlate;

/// <summary>The correlation as one JSON object: the findings as OCSF in the order in which to look at them, the chains, what was joined and what was not.</summary>
internal static class CorrelationJson
{
    /// <summary>Writes it with a final line end.</summary>
    public static void Write(Correlation correlation, EndpointLogs endpoints, SensorLogs sensor, Stream output)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("version", ProductVersion.Text);
        json.WriteStartArray("findings");
        foreach (var found in correlation.Findings) RaisedFinding.Of(found, sensor.LineOf(found.Original)).WriteTo(json);
        json.WriteEndArray();
        WriteChains(json, correlation.Findings);
        WriteJoins(json, correlation, endpoints, sensor);
        WriteClocks(json, correlation.Skews);
        json.WriteEndObject();
        json.Flush();
        output.Write("\n"u8);
    }

    private static void WriteChains(Utf8JsonWriter json, IReadOnlyList<CorrelatedFinding> findings)
    {
        json.WriteStartArray("chains");
        foreach (var found in findings)
        {
            json.WriteStartObject();
            json.WriteString("finding", found.Original.Id);
            json.WriteString("title", found.Original.Title);
            json.WriteString("host", found.Host);
            json.WriteString("severity_before", found.Original.Severity.ToString());
            json.WriteNumber("risk_before", found.Original.Risk);
            json.WriteString("severity", found.Raised.Severity.ToString());
            json.WriteNumber("risk", found.Raised.Risk);
            if (!found.IsJoined) json.WriteString("not_joined", UnjoinedText.Name(found.Reason));
            json.WriteStartArray("processes");
            foreach (var process in found.Processes) json.WriteStringValue(string.Join(" → ", process.Lineage.Select(each => each.Name)));
            json.WriteEndArray();
            json.WriteStartArray("next_hosts");
            foreach (var next in found.Next) json.WriteStringValue(next.Host);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteJoins(Utf8JsonWriter json, Correlation correlation, EndpointLogs endpoints, SensorLogs sensor)
    {
        json.WriteStartObject("endpoint_events");
        json.WriteNumber("process_starts", endpoints.Events.Processes.Count);
        json.WriteNumber("connections", endpoints.Events.Connections.Count);
        json.WriteNumber("questions", endpoints.Events.Lookups.Count);
        json.WriteNumber("other_kinds", endpoints.Others);
        json.WriteNumber("faulty", endpoints.Faults);
        json.WriteNumber("beyond_limit", endpoints.TooMany);
        json.WriteNumber("without_process_start", correlation.WithoutStart);
        json.WriteEndObject();
        json.WriteNumber("faulty_sensor_lines", sensor.Faults);
        WriteCounts(json, "connections", correlation.Connections);
        json.WriteNumber("connections_by_community_id", correlation.ByCommunityId);
        WriteCounts(json, "questions", correlation.Lookups);
        WriteCounts(json, "findings_by_join", correlation.Findings.GroupBy(found => found.Reason).ToDictionary(same => same.Key, same => same.Count()));
    }

    private static void WriteCounts(Utf8JsonWriter json, string name, IReadOnlyDictionary<Unjoined, int> counts)
    {
        json.WriteStartObject(name);
        foreach (var count in counts.OrderBy(count => count.Key)) json.WriteNumber(count.Key == Unjoined.None ? "joined" : UnjoinedText.Name(count.Key), count.Value);
        json.WriteEndObject();
    }

    private static void WriteClocks(Utf8JsonWriter json, IReadOnlyList<ClockSkew> skews)
    {
        json.WriteStartArray("clocks");
        foreach (var skew in skews)
        {
            json.WriteStartObject();
            json.WriteString("host", skew.Host);
            json.WriteNumber("ahead_seconds", Math.Round(skew.Ahead.TotalSeconds, 6));
            json.WriteNumber("spread_seconds", Math.Round(skew.Spread.TotalSeconds, 6));
            json.WriteNumber("pairs", skew.Pairs);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
