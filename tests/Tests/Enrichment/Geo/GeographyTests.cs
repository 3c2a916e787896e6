using System.Text;
using System.Text.Json;
using NetSensor.Enrichment;
using NetSensor.Enrichment.Geo;
using NetSensor.Events;
using NetSensor.Export;
using NetSensor.Export.Logs;
using NetSensor.Export.Ocsf;
using NetSensor.Generator;
using NetSensor.Host;
using NetSensor.Host.Summary;
using NetSensor.Tests.Capture;
using NetSensor.Tests.Support;
using NetSensor.Wire;
using Machine = NetSensor.Generator.Host;

namespace NetSensor.Tests.Enrichment.Geo;

/// <summary>Where countries come out: conn.log, findings, summary.</summary>
public sealed class GeographyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Countries() => new AddressDatabaseWriter()
        .Add("203.0.112.0/20", new Dictionary<string, object> { ["country_code"] = "AU" }) // holds documentation space, which has no country
        .Add("198.18.0.0/15", new Dictionary<string, object> { ["country_code"] = "US" })
        .Add("9.0.0.0/8", new Dictionary<string, object> { ["country_code"] = "CH" })
        .Save(Path.Combine(_folder.Root, "countries.mmdb"));

    private string Systems() => new AddressDatabaseWriter()
        .Add("9.9.9.0/24", new Dictionary<string, object> { ["autonomous_system_number"] = 64500u, ["autonomous_system_organization"] = "Example Networks" })
        .Save(Path.Combine(_folder.Root, "systems.mmdb"));

    private static FlowEvent Ended(string from, string to)
    {
        var ended = new FlowEvent { ConnectionState = "SF", History = "ShADadfF" };
        ended.Stamp(Timestamp.FromUnix(1_700_000_100), new FlowIdentity
        {
            Uid = "CTest", Start = Timestamp.FromUnix(1_700_000_000), Originator = IpAddr.Parse(from), Responder = IpAddr.Parse(to), OriginatorPort = 40000,
            ResponderPort = 443, Transport = Transport.Tcp, Protocol = IpProtocol.Tcp, CommunityId = "1:test", Order = 1,
        }, 0);
        return ended;
    }

    private static JsonElement Line(FlowEvent ended)
    {
        var line = new JsonLine();
        new ConnLog(HomeNetworks.Private).Write(ended, line);
        return JsonDocument.Parse(line.Written.ToArray()).RootElement;
    }

    [MaxMindFact]
    public void Conn_log_tells_the_country_of_either_side_and_the_system_of_the_responder()
    {
        using var geography = Geography.Open(Countries(), Systems());
        var outgoing = Ended("10.0.0.1", "9.9.9.9");
        var incoming = Ended("9.1.1.1", "10.0.0.1");
        geography.Emit(outgoing);
        geography.Emit(incoming);
        Assert.Equal("CH", Line(outgoing).GetProperty("resp_cc").GetString());
        Assert.Equal(64500, Line(outgoing).GetProperty("resp_asn").GetInt64());
        Assert.False(Line(outgoing).TryGetProperty("orig_cc", out _));
        Assert.Equal("CH", Line(incoming).GetProperty("orig_cc").GetString());
        Assert.False(Line(incoming).TryGetProperty("resp_cc", out _));
    }

    [Fact]
    public void Conn_log_tells_zones_when_there_are_any()
    {
        var line = new JsonLine();
        var zones = new[] { Zone("site", "10.0.0.0/8"), Zone("guest", "10.9.0.0/16") };
        new ConnLog(HomeNetworks.Private, zones).Write(Ended("10.9.0.1", "9.9.9.9"), line);
        var outgoing = JsonDocument.Parse(line.Written.ToArray()).RootElement;
        Assert.Equal("guest", outgoing.GetProperty("orig_zone").GetString()); // the smaller block decides
        Assert.False(outgoing.TryGetProperty("resp_zone", out _));
        Assert.False(Line(Ended("10.9.0.1", "10.8.0.1")).TryGetProperty("orig_zone", out _));
    }

    private static NetworkZone Zone(string name, string prefix) => new(name, [IpPrefix.TryParse(prefix, out var block) ? block : throw new FormatException(prefix)]);

    [Fact]
    public void Without_databases_the_fields_are_left_out()
    {
        using var geography = Geography.Open(null, null);
        var ended = Ended("10.0.0.1", "9.9.9.9");
        geography.Emit(ended);
        foreach (var field in (string[])["orig_cc", "resp_cc", "resp_asn"]) Assert.False(Line(ended).TryGetProperty(field, out _));
    }

    [MaxMindFact]
    public void A_finding_tells_where_the_other_side_is()
    {
        using var geography = Geography.Open(Countries(), Systems());
        var told = new List<Detection>();
        new LocatedFindings(geography, new Collector(told)).Report(Found("9.9.9.9"));
        var endpoint = Endpoint(told);
        Assert.Equal("CH", endpoint.GetProperty("location").GetProperty("country").GetString());
        Assert.Equal(64500, endpoint.GetProperty("autonomous_system").GetProperty("number").GetInt64());
        Assert.Equal("Example Networks", endpoint.GetProperty("autonomous_system").GetProperty("name").GetString());
    }

    [MaxMindTheory]
    [MemberData(nameof(Cities))]
    public void A_database_of_cities_tells_city_and_coordinates_in_conn_log_and_findings(Dictionary<string, object> value)
    {
        var file = new AddressDatabaseWriter().Add("9.9.9.0/24", value).Save(Path.Combine(_folder.Root, "cities.mmdb"), "Test-City");
        using var geography = Geography.Open(file, null);
        var ended = Ended("10.0.0.1", "9.9.9.9");
        geography.Emit(ended);
        Assert.Equal(("Zürich", 47.3667, -8.55), (Line(ended).GetProperty("resp_city").GetString(), Line(ended).GetProperty("resp_latitude").GetDouble(), Line(ended).GetProperty("resp_longitude").GetDouble()));
        Assert.False(Line(ended).TryGetProperty("orig_city", out _));
        var told = new List<Detection>();
        new LocatedFindings(geography, new Collector(told)).Report(Found("9.9.9.9"));
        var location = Endpoint(told).GetProperty("location");
        Assert.Equal(("CH", "Zürich", 47.3667, -8.55), (location.GetProperty("country").GetString(), location.GetProperty("city").GetString(), location.GetProperty("lat").GetDouble(), location.GetProperty("long").GetDouble()));
    }

    /// <summary>As GeoLite2 and DB-IP, ip-location-db, and IPinfo write them.</summary>
    public static TheoryData<Dictionary<string, object>> Cities() => new(
        new()
        {
            ["country"] = new Dictionary<string, object> { ["iso_code"] = "CH" }, ["city"] = new Dictionary<string, object> { ["names"] = new Dictionary<string, object> { ["de"] = "Zuerich", ["en"] = "Zürich" } },
            ["location"] = new Dictionary<string, object> { ["latitude"] = 47.36667, ["longitude"] = -8.55 },
        },
        new() { ["country_code"] = "CH", ["city"] = "Zürich", ["latitude"] = 47.36667f, ["longitude"] = -8.55f },
        new() { ["country"] = "CH", ["city"] = "Zürich", ["lat"] = "47.36667", ["lng"] = "-8.55" });

    [MaxMindFact]
    public void Coordinates_that_cannot_be_are_left_out()
    {
        var file = new AddressDatabaseWriter().Add("9.0.0.0/8", new Dictionary<string, object> { ["country_code"] = "CH", ["city"] = "", ["latitude"] = 95.0, ["longitude"] = 8.0 })
            .Save(Path.Combine(_folder.Root, "odd.mmdb"), "Test-City");
        using var geography = Geography.Open(file, null);
        Assert.Null(geography.PlaceOf(IpAddr.Parse("9.9.9.9")));
        Assert.Null(geography.PlaceOf(IpAddr.Parse("10.0.0.1")));
    }

    private static Detection Found(string destination) => new()
    {
        Id = "1", Detector = "beaconing", Time = default, FirstSeen = default, LastSeen = default, Title = "t", Reason = "r", Severity = Severity.High,
        Confidence = 1, Risk = 1, Source = IpAddr.Parse("10.0.0.1"), Destination = IpAddr.Parse(destination), DestinationPort = 443,
    };

    private static JsonElement Endpoint(List<Detection> told) => JsonDocument.Parse(Encoding.UTF8.GetString(new DetectionFinding(HomeNetworks.Private, "1").Write(Assert.Single(told))))
        .RootElement.GetProperty("evidences")[0].GetProperty("dst_endpoint");

    [MaxMindFact]
    public void A_replay_tells_the_same_countries_with_any_number_of_workers()
    {
        var capture = Path.Combine(_folder.Root, "abroad.pcap");
        var packets = new PcapWriter();
        for (byte host = 1; host <= 40; host++)
            packets.Add(Timestamp.FromUnix(1_790_000_000 + host), Frames.Udp(Machine.At($"10.0.0.{host}"), 40_000, Machine.At($"{host * 5}.9.9.9"), 9, "hello"u8));
        packets.Save(capture);
        var options = new ReplayOptions { Enrichment = new EnrichmentOptions { CountryDatabase = EveryCountry() } };
        var alone = new MemoryLogs();
        var together = new MemoryLogs();
        var summary = Replay.Run([capture], options, alone);
        Replay.Run([capture], options with { Workers = 4 }, together);
        Assert.Equal(Text(alone, "conn.log"), Text(together, "conn.log"));
        Assert.Contains("\"resp_cc\":\"SE\"", Text(alone, "conn.log"), StringComparison.Ordinal);
        Assert.Contains(SummaryReport.Of(summary), table => table.Title == "Countries");
        Assert.Equal(["FI", "SE"], summary.Traffic.Countries().Select(country => country.Country).Order());
    }

    /// <summary>One half of all addresses is Swedish, the other Finnish.</summary>
    private string EveryCountry() => new AddressDatabaseWriter()
        .Add("0.0.0.0/1", new Dictionary<string, object> { ["country_code"] = "SE" })
        .Add("128.0.0.0/1", new Dictionary<string, object> { ["country_code"] = "FI" })
        .Save(Path.Combine(_folder.Root, "every.mmdb"));

    private static string Text(MemoryLogs logs, string log) => Encoding.UTF8.GetString(logs.Bytes(log));

    private sealed class Collector(List<Detection> told) : IDetectionSink
    {
        public void Report(Detection detection) => told.Add(detection);
    }
}
