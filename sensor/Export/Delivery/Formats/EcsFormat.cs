using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NetSensor.Export.Ocsf;

namespace NetSensor.Export.Delivery.Formats;

/// <summary>
/// Elastic Common Schema 8.11: findings as alerts, lines of logs as network events of the dataset <c>netsensor.LOG</c>. <c>event.id</c> is the record's id,
/// <c>event.original</c> all that was told of it.
/// </summary>
/// <param name="productVersion">Told as <c>observer.version</c>.</param>
public sealed class EcsFormat(string productVersion) : IRecordFormat
{
    private const string EcsVersion = "8.11.0";

    /// <inheritdoc/>
    public string MediaType => "application/json";

    /// <inheritdoc/>
    public void Write(DeliveryRecord record, IBufferWriter<byte> output)
    {
        using var original = JsonDocument.Parse(record.Json);
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("@timestamp", DateTimeOffset.FromUnixTimeMilliseconds(Milliseconds.Of(record.Time)).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        WriteObject(json, "ecs", ("version", EcsVersion));
        WriteObject(json, "observer", ("vendor", "NetSensor"), ("product", "NetSensor"), ("type", "ids"), ("version", productVersion));
        if (record.IsFinding) WriteFinding(json, record, original.RootElement);
        else WriteLine(json, record, original.RootElement);
        json.WriteEndObject();
    }

    private static void WriteFinding(Utf8JsonWriter json, DeliveryRecord record, JsonElement original)
    {
        var finding = new FindingFields(original);
        WriteEvent(json, record, "alert", "intrusion_detection", () =>
        {
            json.WriteString("provider", finding.Detector);
            WriteText(json, "reason", FindingFields.Text(finding.Info, "desc"));
            if (FindingFields.Number(original, "risk_score") is { } risk) json.WriteNumber("risk_score", risk);
        });
        WriteText(json, "message", FindingFields.Text(finding.Info, "title"));
        WriteObject(json, "rule", ("id", FindingFields.Text(finding.Info, "uid")), ("name", finding.Detector), ("ruleset", "netsensor"));
        WriteThreat(json, finding.Techniques);
        WriteEndpoint(json, "source", finding.Source);
        WriteEndpoint(json, "destination", finding.Destination);
        WriteObject(json, "network", ("community_id", finding.CommunityId));
    }

    private static void WriteThreat(Utf8JsonWriter json, IReadOnlyList<(string Id, string? Name, string? TacticId, string? Tactic)> techniques)
    {
        if (techniques.Count == 0) return;
        json.WriteStartObject("threat");
        json.WriteString("framework", "MITRE ATT&CK");
        WriteLists(json, "technique", techniques.Select(technique => ((string?)technique.Id, technique.Name)));
        WriteLists(json, "tactic", techniques.Select(technique => (technique.TacticId, technique.Tactic)).Distinct());
        json.WriteEndObject();
    }

    private static void WriteLists(Utf8JsonWriter json, string name, IEnumerable<(string? Id, string? Name)> items)
    {
        json.WriteStartObject(name);
        json.WriteStartArray("id");
        foreach (var item in items) json.WriteStringValue(item.Id);
        json.WriteEndArray();
        json.WriteStartArray("name");
        foreach (var item in items) json.WriteStringValue(item.Name);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteEndpoint(Utf8JsonWriter json, string name, JsonElement endpoint)
    {
        if (endpoint.ValueKind != JsonValueKind.Object) return;
        json.WriteStartObject(name);
        WriteText(json, "ip", FindingFields.Text(endpoint, "ip"));
        WriteText(json, "mac", FindingFields.Text(endpoint, "mac"));
        WriteText(json, "domain", FindingFields.Text(endpoint, "hostname") ?? FindingFields.Text(endpoint, "name"));
        if (FindingFields.Number(endpoint, "port") is { } port) json.WriteNumber("port", port);
        WriteObject(json, "user", ("name", FindingFields.Text(FindingFields.Of(endpoint, "owner"), "name")));
        WriteObject(json, "geo", ("country_iso_code", FindingFields.Text(FindingFields.Of(endpoint, "location"), "country")));
        json.WriteEndObject();
    }

    private static void WriteLine(Utf8JsonWriter json, DeliveryRecord record, JsonElement original)
    {
        var zeek = new ZeekLine(original);
        WriteEvent(json, record, "event", "network", () => { });
        if (zeek.HasConnection)
        {
            WriteSide(json, "source", zeek, "orig");
            WriteSide(json, "destination", zeek, "resp");
        }
        WriteObject(json, "network", ("transport", zeek.Text("proto")), ("protocol", zeek.Text("service") ?? (record.Log == "conn" ? null : record.Log)), ("community_id", zeek.Text("community_id")));
        if (record.Log == "dns") WriteDns(json, zeek);
        if (zeek.Text("server_name") is { } name) WriteTls(json, zeek, name);
    }

    private static void WriteSide(Utf8JsonWriter json, string name, ZeekLine zeek, string side)
    {
        json.WriteStartObject(name);
        WriteText(json, "ip", zeek.Text($"id.{side}_h"));
        if (zeek.Number($"id.{side}_p") is { } port) json.WriteNumber("port", port);
        if (zeek.Number($"{side}_ip_bytes") is { } bytes) json.WriteNumber("bytes", bytes);
        if (zeek.Number($"{side}_pkts") is { } packets) json.WriteNumber("packets", packets);
        WriteText(json, "mac", zeek.Text($"{side}_l2_addr"));
        WriteText(json, "domain", zeek.Text($"{side}_host") ?? (side == "resp" ? zeek.Text("dst_name") : null));
        WriteObject(json, "geo", ("country_iso_code", zeek.Text($"{side}_cc")));
        json.WriteEndObject();
    }

    private static void WriteDns(Utf8JsonWriter json, ZeekLine zeek)
    {
        json.WriteStartObject("dns");
        WriteObject(json, "question", ("name", zeek.Text("query")), ("type", zeek.Text("qtype_name")));
        WriteText(json, "response_code", zeek.Text("rcode_name"));
        json.WriteStartArray("answers");
        foreach (var answer in zeek.Texts("answers")) WriteObject(json, null, ("data", answer));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTls(Utf8JsonWriter json, ZeekLine zeek, string name)
    {
        json.WriteStartObject("tls");
        WriteObject(json, "client", ("server_name", name), ("ja3", zeek.Text("ja3")));
        WriteText(json, "cipher", zeek.Text("cipher"));
        WriteText(json, "version", zeek.Text("version"));
        json.WriteEndObject();
    }

    private static void WriteEvent(Utf8JsonWriter json, DeliveryRecord record, string kind, string category, Action more)
    {
        json.WriteStartObject("event");
        json.WriteString("id", record.Id);
        json.WriteString("kind", kind);
        json.WriteStartArray("category");
        json.WriteStringValue(category);
        json.WriteEndArray();
        json.WriteStartArray("type");
        json.WriteStringValue(kind == "alert" ? "info" : "connection");
        json.WriteEndArray();
        json.WriteString("module", "netsensor");
        json.WriteString("dataset", $"netsensor.{record.Log}");
        json.WriteNumber("severity", record.Severity);
        more();
        json.WriteString("original", Encoding.UTF8.GetString(record.Json.Span));
        json.WriteEndObject();
    }

    /// <summary>An object of texts; left out when all are.</summary>
    private static void WriteObject(Utf8JsonWriter json, string? name, params ReadOnlySpan<(string Name, string? Value)> texts)
    {
        var any = false;
        foreach (var (_, value) in texts) any |= value is not null;
        if (!any) return;
        if (name is null) json.WriteStartObject();
        else json.WriteStartObject(name);
        foreach (var (key, value) in texts) WriteText(json, key, value);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }
}
