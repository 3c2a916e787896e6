using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using NetSensor.Export.Ocsf;

namespace NetSensor.Export.Delivery.Formats;

/// <summary>
/// OCSF 1.8.0: findings (2004) and devices (5001) are written in it as they are; lines of logs become Network Activity (4001), DNS Activity (4003) or,
/// where they belong to no flow, a Base Event (0), with the whole line under <c>unmapped</c>. <c>metadata.uid</c> is the record's id.
/// </summary>
/// <param name="productVersion">Told as <c>metadata.product.version</c>.</param>
public sealed class OcsfFormat(string productVersion) : IRecordFormat
{
    private const int NetworkCategory = 4, NetworkActivity = 4001, DnsActivity = 4003;
    private const int Open = 1, Close = 2, Traffic = 6, Other = 99; // activity_id of class 4001
    private const int Query = 1, Answered = 2;                       // and of class 4003

    /// <inheritdoc/>
    public string MediaType => "application/json";

    /// <inheritdoc/>
    public void Write(DeliveryRecord record, IBufferWriter<byte> output)
    {
        if (record.IsFinding || record.Log == "devices")
        {
            output.Write(record.Json.Span);
            return;
        }
        using var line = JsonDocument.Parse(record.Json);
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        var zeek = new ZeekLine(line.RootElement);
        json.WriteStartObject();
        WriteClass(json, record, zeek);
        WriteMetadata(json, record);
        if (zeek.HasConnection) WriteConnection(json, zeek);
        if (record.Log == "dns") WriteDns(json, zeek);
        if (record.Log == "ssl") WriteTls(json, zeek);
        json.WritePropertyName("unmapped");
        line.RootElement.WriteTo(json);
        json.WriteEndObject();
    }

    private static void WriteClass(Utf8JsonWriter json, DeliveryRecord record, ZeekLine zeek)
    {
        var (category, kind, activity) = (record.Log, zeek.HasConnection) switch
        {
            ("dns", _) => (NetworkCategory, DnsActivity, zeek.Text("rcode_name") is null ? Query : Answered),
            ("conn", _) => (NetworkCategory, NetworkActivity, zeek.IsTrue("interim") ? Traffic : Close),
            ("ssl", _) => (NetworkCategory, NetworkActivity, Open),
            (_, true) => (NetworkCategory, NetworkActivity, Other),
            _ => (0, 0, 0),
        };
        json.WriteNumber("activity_id", activity);
        if (activity == Other) json.WriteString("activity_name", record.Log);
        json.WriteNumber("category_uid", category);
        json.WriteNumber("class_uid", kind);
        json.WriteNumber("type_uid", kind * 100 + activity);
        json.WriteNumber("severity_id", record.Severity);
        json.WriteNumber("time", Milliseconds.Of(record.Time));
        if (zeek.Seconds("ts") is { } start) json.WriteNumber("start_time", (long)(start * 1000));
    }

    private void WriteMetadata(Utf8JsonWriter json, DeliveryRecord record)
    {
        json.WriteStartObject("metadata");
        json.WriteString("version", OcsfClass.Version);
        json.WriteString("uid", record.Id);
        json.WriteString("log_name", record.Log);
        json.WriteStartObject("product");
        json.WriteString("name", "NetSensor");
        json.WriteString("vendor_name", "NetSensor");
        json.WriteString("version", productVersion);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteConnection(Utf8JsonWriter json, ZeekLine zeek)
    {
        WriteEndpoint(json, "src_endpoint", zeek, "orig");
        WriteEndpoint(json, "dst_endpoint", zeek, "resp");
        json.WriteStartObject("connection_info");
        json.WriteNumber("direction_id", zeek.Direction);
        WriteText(json, "protocol_name", zeek.Text("proto"));
        WriteText(json, "uid", zeek.Text("uid"));
        WriteText(json, "community_uid", zeek.Text("community_id"));
        json.WriteEndObject();
        if (zeek.Number("orig_ip_bytes") is not { } bytesOut || zeek.Number("resp_ip_bytes") is not { } bytesIn) return;
        json.WriteStartObject("traffic");
        json.WriteNumber("bytes_out", bytesOut);
        json.WriteNumber("bytes_in", bytesIn);
        json.WriteNumber("bytes", bytesOut + bytesIn);
        json.WriteNumber("packets_out", zeek.Number("orig_pkts") ?? 0);
        json.WriteNumber("packets_in", zeek.Number("resp_pkts") ?? 0);
        json.WriteEndObject();
    }

    private static void WriteEndpoint(Utf8JsonWriter json, string name, ZeekLine zeek, string side)
    {
        json.WriteStartObject(name);
        WriteText(json, "ip", zeek.Text($"id.{side}_h"));
        if (zeek.Number($"id.{side}_p") is { } port) json.WriteNumber("port", port);
        WriteText(json, "mac", zeek.Text($"{side}_l2_addr"));
        WriteText(json, "hostname", zeek.Text($"{side}_host") ?? (side == "resp" ? zeek.Text("dst_name") ?? zeek.Text("server_name") : null));
        WriteText(json, "zone", zeek.Text($"{side}_zone"));
        json.WriteEndObject();
    }

    private static void WriteDns(Utf8JsonWriter json, ZeekLine zeek)
    {
        json.WriteStartObject("query");
        WriteText(json, "hostname", zeek.Text("query"));
        WriteText(json, "type", zeek.Text("qtype_name"));
        json.WriteEndObject();
        if (zeek.Number("rcode") is { } code) json.WriteNumber("rcode_id", code);
        json.WriteStartArray("answers");
        foreach (var answer in zeek.Texts("answers"))
        {
            json.WriteStartObject();
            json.WriteString("rdata", answer);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteTls(Utf8JsonWriter json, ZeekLine zeek)
    {
        json.WriteStartObject("tls");
        json.WriteString("version", zeek.Text("version") ?? "unknown");
        WriteText(json, "cipher", zeek.Text("cipher"));
        WriteText(json, "sni", zeek.Text("server_name"));
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }
}
