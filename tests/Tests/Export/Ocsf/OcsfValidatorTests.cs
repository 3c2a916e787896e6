using System.Text.Json.Nodes;
using NetSensor.Events;
using NetSensor.Export.Ocsf;
using NetSensor.Tests.Desk;

namespace NetSensor.Tests.Export.Ocsf;

/// <summary>A check that cannot fail is none: what is broken on purpose is found.</summary>
public sealed class OcsfValidatorTests
{
    [Fact]
    public void What_the_exporter_writes_is_valid() => Assert.Empty(Faults(_ => { }));

    [Fact]
    public void What_is_broken_is_found()
    {
        AssertFault("finding_info.uid: required, and absent", json => json["finding_info"]!.AsObject().Remove("uid"));
        AssertFault("severity_id: 7 is not in the enumeration", json => json["severity_id"] = 7);
        AssertFault("severity_id: 3 is 'Medium', but severity says 'High'", json => json["severity"] = "High");
        AssertFault("time: now is no timestamp", json => json["time"] = "now");
        AssertFault("colour: detection_finding has no such attribute", json => json["colour"] = "blue");
        AssertFault("device.ip: here is no ip", json => json["device"]!["ip"] = "here");
        AssertFault("device.mac: 5 is no mac", json => json["device"]!["mac"] = 5);
        AssertFault("device.type_id: required, and absent", json => json["device"]!.AsObject().Remove("type_id"));
        AssertFault("evidences.dst_endpoint.port: 70000 is no port", json => json["evidences"]![0]!["dst_endpoint"]!["port"] = 70000);
        AssertFault("type_uid: not class_uid", json => json["type_uid"] = 200402);
        AssertFault("type_name: not the class", json => json["type_name"] = "Finding");
        AssertFault("metadata.version: not 1.8.0", json => json["metadata"]!["version"] = "1.7.0");
        AssertFault("start_time: after end_time", json => json["start_time"] = long.MaxValue);
        AssertFault("device: comes with the profile 'host'", json => json["metadata"]!.AsObject().Remove("profiles"));
        AssertFault("risk_score: 101 is not within", json => json["risk_score"] = 101);
        AssertFault("observables: evidences.src_endpoint.name.first is no attribute", json => json["observables"]![0]!["name"] = "evidences.src_endpoint.name.first");
        AssertFault("observables: evidences.src_endpoint.ip is not '10.9.9.9'", json => json["observables"]![0]!["value"] = "10.9.9.9");
        AssertFault("finding_info.attacks: none of tactic", json => json["finding_info"]!["attacks"]!.AsArray().Add(new JsonObject()));
        AssertFault("class_uid: no class", json => json["class_uid"] = 1);
    }

    private static void AssertFault(string fault, Action<JsonNode> breakIt) =>
        Assert.Contains(Faults(breakIt), found => found.StartsWith(fault, StringComparison.Ordinal));

    private static IReadOnlyList<string> Faults(Action<JsonNode> breakIt)
    {
        var finding = Findings.Beacon with { SourceHost = Findings.Workstation, SourceZone = "office", RiskParts = [new RiskPart("rhythm", 60, "every minute")] };
        var json = JsonNode.Parse(new DetectionFinding(HomeNetworks.Inside, "0.1.0").Write(finding))!;
        breakIt(json);
        return OcsfValidator.FaultsOf(System.Text.Json.JsonDocument.Parse(json.ToJsonString()).RootElement);
    }
}
