using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using NetSensor.Export.Ocsf;

namespace NetSensor.Export.Delivery.Formats;

/// <summary>CEF: findings with the detector as signature; lines of logs with the log's name, and the whole line in <c>cs1</c>. <c>externalId</c> is the record's id.</summary>
/// <param name="productVersion">Told in the header.</param>
public sealed class CefFormat(string productVersion) : IRecordFormat
{
    private static readonly int[] Severities = [0, 1, 3, 5, 8, 10]; // CEF's 0 to 10 by OCSF's severity_id

    /// <inheritdoc/>
    public string MediaType => "text/plain";

    /// <inheritdoc/>
    public void Write(DeliveryRecord record, IBufferWriter<byte> output)
    {
        using var json = JsonDocument.Parse(record.Json);
        var text = record.IsFinding ? Finding(record, json.RootElement) : Line(record, json.RootElement);
        Encoding.UTF8.GetBytes(text.ToString(), output);
    }

    private CefText Finding(DeliveryRecord record, JsonElement json)
    {
        var finding = new FindingFields(json);
        var cef = Head(record, finding.Detector, FindingFields.Text(finding.Info, "title") ?? finding.Detector);
        cef.Field("start", FindingFields.Number(json, "start_time"));
        cef.Field("end", FindingFields.Number(json, "end_time"));
        cef.Field("cnt", FindingFields.Number(json, "count"));
        cef.Field("src", FindingFields.Text(finding.Source, "ip"));
        cef.Field("shost", FindingFields.Text(finding.Source, "hostname") ?? FindingFields.Text(finding.Source, "name"));
        cef.Field("smac", FindingFields.Text(finding.Source, "mac"));
        cef.Field("suser", FindingFields.Text(FindingFields.Of(finding.Source, "owner"), "name"));
        cef.Field("dst", FindingFields.Text(finding.Destination, "ip"));
        cef.Field("dhost", FindingFields.Text(finding.Destination, "hostname") ?? FindingFields.Text(finding.Destination, "name"));
        cef.Field("dpt", FindingFields.Number(finding.Destination, "port"));
        cef.Labelled("cn1", "risk", FindingFields.Number(json, "risk_score")?.ToString(CultureInfo.InvariantCulture));
        cef.Labelled("cn2", "confidence", FindingFields.Number(json, "confidence_score")?.ToString(CultureInfo.InvariantCulture));
        cef.Labelled("cs1", "finding", FindingFields.Text(finding.Info, "uid"));
        cef.Labelled("cs2", "techniques", string.Join(',', finding.Techniques.Select(technique => technique.Id)));
        cef.Labelled("cs3", "communityId", finding.CommunityId);
        cef.Field("msg", FindingFields.Text(finding.Info, "desc"));
        return cef;
    }

    private CefText Line(DeliveryRecord record, JsonElement json)
    {
        var zeek = new ZeekLine(json);
        var cef = Head(record, record.Log, record.Log);
        cef.Field("src", zeek.Text("id.orig_h"));
        cef.Field("spt", zeek.Number("id.orig_p"));
        cef.Field("dst", zeek.Text("id.resp_h"));
        cef.Field("dpt", zeek.Number("id.resp_p"));
        cef.Field("proto", zeek.Text("proto"));
        cef.Field("app", zeek.Text("service"));
        cef.Field("dhost", zeek.Text("server_name") ?? zeek.Text("dst_name") ?? zeek.Text("query"));
        cef.Field("out", zeek.Number("orig_bytes"));
        cef.Field("in", zeek.Number("resp_bytes"));
        cef.Labelled("cs1", "record", Encoding.UTF8.GetString(record.Json.Span));
        return cef;
    }

    private CefText Head(DeliveryRecord record, string signature, string name)
    {
        var cef = new CefText();
        foreach (var part in (string[])["NetSensor", "NetSensor", productVersion, signature, name]) cef.Header(part);
        cef.Header(Severities[Math.Clamp(record.Severity, 0, Severities.Length - 1)].ToString(CultureInfo.InvariantCulture));
        cef.Field("externalId", record.Id);
        cef.Field("rt", Milliseconds.Of(record.Time));
        return cef;
    }
}
