using System.Text.Json;
using NetSensor.Analyzers.Exceptions;
using NetSensor.Events;
using NetSensor.Export.Ocsf;

namespace NetSensor.Host.Summary;

/// <summary>Findings in summary.json: the latest telling of each, and what was kept back.</summary>
internal static class FindingJson
{
    private const int Most = 1_000; // detections.jsonl has all
    private const int FlushBytes = 16 * 1024; // the writer's buffer grows to what is pending: beyond 85 KB it is a large object, and at the end of a replay that made the collector walk all that was learnt

    /// <summary>Writes the properties that are about findings.</summary>
    public static void Write(RunSummary run, Utf8JsonWriter json)
    {
        json.WriteStartObject("detections");
        foreach (var group in run.Findings.GroupBy(finding => finding.Detector).OrderBy(group => group.Key, StringComparer.Ordinal))
            json.WriteNumber(group.Key, group.Count());
        json.WriteEndObject();
        json.WriteStartObject("findings_suppressed");
        foreach (var (cause, count) in run.Suppressed) json.WriteNumber(cause, count);
        json.WriteEndObject();
        json.WriteStartArray("exceptions");
        foreach (var tally in run.Exceptions) WriteException(tally, run.LastPacket, json);
        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (var finding in run.Findings.Take(Most))
        {
            WriteFinding(finding, json);
            if (json.BytesPending > FlushBytes) json.Flush();
        }
        json.WriteEndArray();
    }

    private static void WriteFinding(Detection finding, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id", finding.Id);
        json.WriteString("detector", finding.Detector);
        json.WriteString("severity", finding.Severity.ToString().ToLowerInvariant());
        json.WriteString("title", finding.Title);
        json.WriteString("reason", finding.Reason);
        json.WriteString("source", finding.Source.ToString());
        WriteHost("source_host", finding.SourceHost, finding.SourceZone, json);
        if (finding.Destination is { } destination) json.WriteString("destination", destination.ToString());
        if (finding.DestinationPort is { } port) json.WriteNumber("destination_port", port);
        if (finding.DestinationName is { } name) json.WriteString("destination_name", name);
        if (finding.DestinationReverseName is { } reverse) json.WriteString("destination_reverse_name", reverse);
        if (finding.DestinationCountry is { } country) json.WriteString("destination_country", country);
        if (finding.DestinationAsn is { } system) json.WriteNumber("destination_asn", system);
        WriteHost("destination_host", finding.DestinationHost, finding.DestinationZone, json);
        WriteTexts("accounts", finding.Accounts, json);
        WriteTexts("techniques", [.. finding.Techniques.Select(technique => technique.Id)], json);
        json.WriteNumber("first_seen", Seconds(finding.FirstSeen));
        json.WriteNumber("last_seen", Seconds(finding.LastSeen));
        json.WriteNumber("confidence", finding.Confidence);
        json.WriteNumber("risk", finding.Risk);
        RiskPartsJson.Write(json, finding.RiskParts);
        WriteTexts("related", [.. finding.Related.Select(other => other.Id)], json);
        json.WriteNumber("count", finding.Count);
        json.WriteEndObject();
    }

    private static void WriteHost(string name, HostIdentity? host, string? zone, Utf8JsonWriter json)
    {
        if (host is null && zone is null) return;
        json.WriteStartObject(name);
        WriteUnlessNull("device", host?.DeviceId, json);
        WriteUnlessNull("name", host?.Name, json);
        WriteUnlessNull("domain", host?.Domain, json);
        WriteUnlessNull("user", host?.User, json);
        WriteUnlessNull("kind", host?.Kind, json);
        WriteUnlessNull("vendor", host?.Vendor, json);
        WriteUnlessNull("os", host?.OperatingSystem, json);
        WriteUnlessNull("mac", host?.Mac?.ToString(), json);
        if (host is { Role: not HostRole.Unknown }) json.WriteString("role", host.Role.ToString().ToLowerInvariant());
        if (host?.IsManaged is { } managed) json.WriteBoolean("managed", managed);
        WriteUnlessNull("zone", zone, json);
        json.WriteEndObject();
    }

    private static void WriteException(ExceptionTally tally, Wire.Timestamp? end, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", tally.Exception.Name);
        json.WriteString("owner", tally.Exception.Owner);
        json.WriteString("expires", tally.Exception.Expires.ToString("O"));
        json.WriteBoolean("expired", end is { } now && tally.Exception.IsOver(now));
        json.WriteBoolean("unused", tally.IsUnused);
        json.WriteNumber("hidden", tally.Hidden);
        json.WriteNumber("too_severe", tally.TooSevere);
        json.WriteNumber("too_late", tally.TooLate);
        json.WriteEndObject();
    }

    private static void WriteTexts(string name, IReadOnlyList<string> texts, Utf8JsonWriter json)
    {
        if (texts.Count == 0) return;
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void WriteUnlessNull(string name, string? text, Utf8JsonWriter json)
    {
        if (text is not null) json.WriteString(name, text);
    }

    private static decimal Seconds(Wire.Timestamp time) => time.Nanoseconds / 1_000_000_000m;
}
