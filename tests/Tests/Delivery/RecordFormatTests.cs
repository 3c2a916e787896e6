using System.Buffers;
using System.Text;
using System.Text.Json;
using NetSensor.Events;
using NetSensor.Export.Delivery;
using NetSensor.Export.Delivery.Formats;
using NetSensor.Export.Ocsf;
using NetSensor.Wire;

namespace NetSensor.Tests.Delivery;

/// <summary>How findings and lines look to receivers.</summary>
public sealed class RecordFormatTests
{
    private static readonly Detection Beacon = new()
    {
        Id = "b1", Detector = "beaconing", Count = 2, Title = "10.0.0.5 calls home | now", Reason = "every 60 s\nfor a = day", Severity = Severity.High, Confidence = 90, Risk = 80,
        Time = Timestamp.FromUnix(1_800_000_000), FirstSeen = Timestamp.FromUnix(1_799_990_000), LastSeen = Timestamp.FromUnix(1_800_000_000),
        Source = IpAddr.Parse("10.0.0.5"), Destination = IpAddr.Parse("192.0.2.9"), DestinationPort = 443, DestinationName = "c2.example", DestinationCountry = "RU",
        Techniques = [new Technique("T1071.001", "Web Protocols", "TA0011", "Command and Control")],
    };

    private static readonly DeliveryRecord Dns = Records.Line(1) with
    {
        Log = "dns",
        Json = Encoding.UTF8.GetBytes("""{"ts":1800000000.5,"uid":"C1","id.orig_h":"10.0.0.5","id.orig_p":5353,"id.resp_h":"10.0.0.1","id.resp_p":53,"proto":"udp","query":"c2.example","qtype_name":"A","rcode":0,"rcode_name":"NOERROR","answers":["192.0.2.9"]}"""),
    };

    [Fact]
    public void A_finding_in_cef_escapes_what_its_header_and_its_values_need()
    {
        var cef = Text(new CefFormat("1.2.3"), Finding());
        Assert.StartsWith(@"CEF:0|NetSensor|NetSensor|1.2.3|beaconing|10.0.0.5 calls home \| now|8|externalId=b1-2 rt=1800000000000 ", cef, StringComparison.Ordinal);
        Assert.EndsWith(@" msg=every 60 s\nfor a \= day", cef, StringComparison.Ordinal);
        foreach (var field in (string[])["src=10.0.0.5", "dst=192.0.2.9", "dhost=c2.example", "dpt=443", "cs2Label=techniques cs2=T1071.001", "cn1Label=risk cn1=80", "cnt=2"])
            Assert.Contains($" {field} ", cef, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', cef);
    }

    [Theory]
    [InlineData(@"a\b", @"x=a\\b")]
    [InlineData("a=b", @"x=a\=b")]
    [InlineData("a|b", "x=a|b")]
    [InlineData("a\r\nb\u0007", @"x=a\nb ")]
    public void Values_of_cef_are_escaped(string value, string written)
    {
        var cef = new CefText();
        cef.Field("x", value);
        Assert.Equal($"CEF:0|{written}", cef.ToString());
    }

    [Fact]
    public void A_finding_in_ecs_is_an_alert_with_its_techniques_and_both_sides()
    {
        var ecs = Json(new EcsFormat("1.2.3"), Finding());
        Assert.Equal(("alert", "b1-2", "2027-01-15T08:00:00.000Z"), (ecs.GetProperty("event").GetProperty("kind").GetString(), ecs.GetProperty("event").GetProperty("id").GetString(), ecs.GetProperty("@timestamp").GetString()));
        Assert.Equal("T1071.001", ecs.GetProperty("threat").GetProperty("technique").GetProperty("id")[0].GetString());
        Assert.Equal(("10.0.0.5", "192.0.2.9", "RU"), (ecs.GetProperty("source").GetProperty("ip").GetString(), ecs.GetProperty("destination").GetProperty("ip").GetString(), ecs.GetProperty("destination").GetProperty("geo").GetProperty("country_iso_code").GetString()));
        Assert.Equal(2004, JsonDocument.Parse(ecs.GetProperty("event").GetProperty("original").GetString()!).RootElement.GetProperty("class_uid").GetInt32());
    }

    [Fact]
    public void A_line_in_ecs_is_an_event_of_its_log()
    {
        var ecs = Json(new EcsFormat("1.2.3"), Dns);
        Assert.Equal(("netsensor.dns", "c2.example", "udp", 53), (ecs.GetProperty("event").GetProperty("dataset").GetString(), ecs.GetProperty("dns").GetProperty("question").GetProperty("name").GetString(),
            ecs.GetProperty("network").GetProperty("transport").GetString(), ecs.GetProperty("destination").GetProperty("port").GetInt32()));
    }

    [Fact]
    public void Lines_in_ocsf_have_the_class_of_their_log_their_id_and_all_that_the_line_says()
    {
        var dns = Json(new OcsfFormat("1.2.3"), Dns);
        Assert.Equal((4003, 400302, Dns.Id, "c2.example", "192.0.2.9"), (dns.GetProperty("class_uid").GetInt32(), dns.GetProperty("type_uid").GetInt32(), dns.GetProperty("metadata").GetProperty("uid").GetString(),
            dns.GetProperty("query").GetProperty("hostname").GetString(), dns.GetProperty("answers")[0].GetProperty("rdata").GetString()));
        Assert.Equal(JsonDocument.Parse(Dns.Json).RootElement.ToString(), dns.GetProperty("unmapped").ToString());
        Assert.Equal(4001, Json(new OcsfFormat("1.2.3"), Records.Line(1)).GetProperty("class_uid").GetInt32());
        Assert.Equal(0, Json(new OcsfFormat("1.2.3"), Records.Line(1) with { Log = "host_facts", Json = "{\"ts\":1.0,\"kind\":\"name\"}"u8.ToArray() }).GetProperty("class_uid").GetInt32());
    }

    [Fact]
    public void A_secret_is_not_shown()
    {
        Environment.SetEnvironmentVariable("NETSENSOR_TEST_SECRET", "open-barley");
        var secret = Secret.Read("", "NETSENSOR_TEST_SECRET")!;
        Assert.Equal("(secret)", $"{secret}");
        Assert.DoesNotContain("open-barley", JsonSerializer.Serialize(secret), StringComparison.Ordinal);
        Assert.Equal("open-barley", secret.Reveal());
    }

    private static DeliveryRecord Finding() => new()
    {
        Id = Beacon.TellingId, Log = DeliveryRecord.Findings, Severity = (int)Beacon.Severity, Time = Beacon.Time, Taken = TimeProvider.System.GetUtcNow(),
        Json = new DetectionFinding(HomeNetworks.Private, "1.2.3").Write(Beacon).ToArray(),
    };

    private static string Text(IRecordFormat format, DeliveryRecord record)
    {
        var output = new ArrayBufferWriter<byte>();
        format.Write(record, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static JsonElement Json(IRecordFormat format, DeliveryRecord record) => JsonDocument.Parse(Text(format, record)).RootElement;
}
