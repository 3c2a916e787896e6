using System.Text.Json;
using NetSensor.Events;
using NetSensor.Export.Ocsf;
using NetSensor.Tests.Desk;
using NetSensor.Wire;

namespace NetSensor.Tests.Export;

/// <summary>The rules are those of the OCSF 1.8.0 schema for Detection Finding (class 2004): required attributes and enumerations.</summary>
public sealed class DetectionFindingTests
{
    private static readonly Detection Beacon = new()
    {
        Id = "0123456789abcdef0123456789abcdef",
        Detector = "beaconing",
        Time = Timestamp.FromUnix(1_790_000_900),
        FirstSeen = Timestamp.FromUnix(1_790_000_000),
        LastSeen = Timestamp.FromUnix(1_790_000_840, 500_000_000),
        Title = "10.0.0.5 contacts c2.example:443 every 60 s",
        Reason = "15 check-ins",
        Severity = Severity.High,
        Confidence = 75,
        Risk = 82,
        Source = IpAddr.Parse("10.0.0.5"),
        Destination = IpAddr.Parse("9.9.9.9"),
        DestinationPort = 443,
        DestinationName = "c2.example",
        Evidence = [new Evidence("period", 60, "s")],
        Techniques = [new Technique("T1071.001", "Web Protocols", "TA0011", "Command and Control")],
        Flows =
        [
            new FlowIdentity
            {
                Uid = "C1", Start = Timestamp.FromUnix(1_790_000_000), Originator = IpAddr.Parse("10.0.0.5"), Responder = IpAddr.Parse("9.9.9.9"),
                OriginatorPort = 50000, ResponderPort = 443, Transport = Transport.Tcp, Protocol = IpProtocol.Tcp, CommunityId = "1:abc", Order = 1,
            },
        ],
    };

    [Fact]
    public void Accounts_are_the_actor_and_observables_and_the_story_stands_beside_the_numbers()
    {
        var json = Write(Beacon with { Accounts = [@"CORP\alice", "bob"], Steps = ["10:00:00 service-created", "10:00:01 service-started"] });
        var evidence = json.GetProperty("evidences")[0];
        Assert.Equal(@"CORP\alice", evidence.GetProperty("actor").GetProperty("user").GetProperty("name").GetString());
        Assert.Equal(2, evidence.GetProperty("data").GetProperty("story").GetArrayLength());
        var users = json.GetProperty("observables").EnumerateArray().Where(observable => observable.GetProperty("type_id").GetInt32() == 4);
        Assert.Equal([@"CORP\alice", "bob"], users.Select(user => user.GetProperty("value").GetString()));
    }

    [Fact]
    public void Every_attribute_that_the_schema_requires_is_there()
    {
        var json = Write(Beacon);
        Assert.Equal(2004, json.GetProperty("class_uid").GetInt32());
        Assert.Equal(2, json.GetProperty("category_uid").GetInt32());
        Assert.Equal(1, json.GetProperty("activity_id").GetInt32());
        Assert.Equal(200401, json.GetProperty("type_uid").GetInt64());
        Assert.Equal(4, json.GetProperty("severity_id").GetInt32());
        Assert.Equal(1_790_000_900_000, json.GetProperty("time").GetInt64());
        Assert.Equal("1.8.0", json.GetProperty("metadata").GetProperty("version").GetString());
        Assert.Equal("NetSensor", json.GetProperty("metadata").GetProperty("product").GetProperty("name").GetString());
        Assert.Equal(Beacon.Id, json.GetProperty("finding_info").GetProperty("uid").GetString());
        Assert.Equal(Beacon.Title, json.GetProperty("finding_info").GetProperty("title").GetString());
        Assert.Equal(2, json.GetProperty("finding_info").GetProperty("analytic").GetProperty("type_id").GetInt32());
        Assert.Empty(Ocsf.OcsfValidator.FaultsOf(json));
    }

    [Fact]
    public void A_story_told_again_is_an_update_of_the_same_finding()
    {
        var json = Write(Beacon with { Count = 3 });
        Assert.Equal(2, json.GetProperty("activity_id").GetInt32());
        Assert.Equal(200402, json.GetProperty("type_uid").GetInt64());
        Assert.Equal(Beacon.Id, json.GetProperty("finding_info").GetProperty("uid").GetString());
    }

    [Fact]
    public void Evidence_carries_the_numbers_with_units_and_the_flows_with_their_community_id()
    {
        var evidences = Write(Beacon).GetProperty("evidences");
        var period = evidences[0].GetProperty("data").GetProperty("period");
        Assert.Equal((60, "s"), (period.GetProperty("value").GetDouble(), period.GetProperty("unit").GetString()));
        var connection = evidences[1].GetProperty("connection_info");
        Assert.Equal("1:abc", connection.GetProperty("community_uid").GetString());
        Assert.Equal(2, connection.GetProperty("direction_id").GetInt32()); // from inside to outside
    }

    [Fact]
    public void The_host_is_the_device_and_stands_at_its_end_of_every_flow()
    {
        var host = Findings.Workstation with { Address = Beacon.Source, Kind = "printer", OperatingSystem = "Linux 5.4", IsManaged = false, Mac = MacAddress.TryParse("02:00:00:00:00:05", out var mac) ? mac : default };
        var json = Write(Beacon with { SourceHost = host, SourceZone = "office" });
        Assert.Empty(Ocsf.OcsfValidator.FaultsOf(json));
        var device = json.GetProperty("device");
        Assert.Equal(("alice-pc.corp.example", "IOT", "printer", false, "office"), (device.GetProperty("hostname").GetString(), device.GetProperty("type").GetString(),
            device.GetProperty("desc").GetString(), device.GetProperty("is_managed").GetBoolean(), device.GetProperty("zone").GetString()));
        Assert.Equal(200, device.GetProperty("os").GetProperty("type_id").GetInt32());
        var source = json.GetProperty("evidences")[1].GetProperty("src_endpoint");
        Assert.Equal(("alice-pc", "alice", "02:00:00:00:00:05"), (source.GetProperty("name").GetString(), source.GetProperty("owner").GetProperty("name").GetString(), source.GetProperty("mac").GetString()));
        Assert.Contains(json.GetProperty("observables").EnumerateArray(), observable => observable.GetProperty("type_id").GetInt32() == 3);
    }

    [Fact]
    public void Related_findings_and_the_parts_of_the_risk_are_told()
    {
        var related = new RelatedFinding("lateral-1", 3, "lateral-movement", "it ran a service", Severity.High, Beacon.FirstSeen, Beacon.LastSeen, OfTarget: true);
        var json = Write(Beacon with { Related = [related], RiskParts = [new RiskPart("rhythm", 60, "every minute"), new RiskPart("known_benign", -30, "the monitor does so")], Risk = 30 });
        Assert.Empty(Ocsf.OcsfValidator.FaultsOf(json));
        var told = json.GetProperty("finding_info").GetProperty("related_events")[0];
        Assert.Equal(("lateral-1-3", 200402), (told.GetProperty("uid").GetString(), told.GetProperty("type_uid").GetInt32()));
        Assert.Equal("rhythm +60: every minute; known_benign -30: the monitor does so", json.GetProperty("risk_details").GetString());
        Assert.Equal(2, json.GetProperty("evidences")[0].GetProperty("data").GetProperty("risk_parts").GetArrayLength());
        Assert.Equal($"{Beacon.Id}-1", json.GetProperty("metadata").GetProperty("uid").GetString());
    }

    [Fact]
    public void A_sub_technique_stands_beside_its_technique()
    {
        var attack = Write(Beacon).GetProperty("finding_info").GetProperty("attacks")[0];
        Assert.Equal("T1071.001", attack.GetProperty("sub_technique").GetProperty("uid").GetString());
        Assert.Equal("T1071", attack.GetProperty("technique").GetProperty("uid").GetString());
        Assert.Equal("TA0011", attack.GetProperty("tactic").GetProperty("uid").GetString());
    }

    private static JsonElement Write(Detection detection) =>
        JsonDocument.Parse(new DetectionFinding(HomeNetworks.Private, "0.1.0").Write(detection).ToArray()).RootElement;
}
