using System.Globalization;
using System.Text.Json.Nodes;
using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Correlation;
using NetSensor.Events;

namespace NetSensor.Host.Correlate;

/// <summary>
/// A finding with its processes as an OCSF 1.8.0 Detection Finding of its own: all that the sensor's has, with the raised scores, the processes as
/// evidences (process, actor, connection), and the sensor's finding and the processes' events as related events.
/// </summary>
internal static class RaisedFinding
{
    private const string Analytic = "correlate";
    private const int RegularFile = 1;                       // file.type_id
    private const int Launch = 100_701;                      // type_uid of Process Activity: Launch

    /// <summary>The object; the sensor's own where nothing was joined.</summary>
    /// <param name="found">What came of it.</param>
    /// <param name="line">The sensor's line.</param>
    public static JsonObject Of(CorrelatedFinding found, string line)
    {
        var finding = JsonNode.Parse(line)!.AsObject();
        if (!found.IsJoined) return finding;
        var original = finding["metadata"]!["uid"]!.GetValue<string>();
        SetScores(finding, found.Raised);
        var id = StableId.Of(Analytic, found.Original.Id);
        finding["metadata"]!["uid"] = $"{id}-{found.Original.Count}";
        var info = finding["finding_info"]!.AsObject();
        info["uid"] = id;
        info["desc"] = info["desc"]!.GetValue<string>() + Told(found.Processes[0]);
        if (found.Host is { } host && finding["device"] is JsonObject device && !device.ContainsKey("hostname")) device["hostname"] = host; // which the endpoint knows
        var by = info["analytic"]!.DeepClone();
        info["analytic"] = new JsonObject { ["type_id"] = 1, ["type"] = "Rule", ["uid"] = Analytic, ["name"] = Analytic, ["related_analytics"] = new JsonArray(by) };
        SetAttacks(info, found.Raised.Techniques);
        SetRelated(finding, info, found, original);
        var evidences = finding["evidences"]!.AsArray();
        for (var i = found.Processes.Count - 1; i >= 0; i--) evidences.Insert(1, Evidence(found.Processes[i]));   // behind the one that tells the numbers
        foreach (var process in found.Next.SelectMany(next => next.Processes)) evidences.Add(Evidence(process));
        return finding;
    }

    /// <summary>Which process it is, in a sentence.</summary>
    private static string Told(LinkedProcess worst)
    {
        var reasons = string.Join(", ", worst.Suspicions.Select(reason => reason.Name));
        return $" On {worst.Process.Host} {string.Join(" → ", worst.Lineage.Select(process => process.Name))} {(worst.IsTalking ? "does so" : "ran at the time")}{(reasons.Length > 0 ? $": {reasons}" : "")}.";
    }

    private static void SetScores(JsonObject finding, Detection raised)
    {
        finding["severity_id"] = (int)raised.Severity;
        finding["severity"] = raised.Severity.ToString();
        finding["is_alert"] = raised.Severity >= Severity.Medium;
        finding["risk_score"] = raised.Risk;
        var level = raised.Risk >= 90 ? 4 : raised.Risk >= 70 ? 3 : raised.Risk >= 40 ? 2 : raised.Risk >= 20 ? 1 : 0;
        finding["risk_level_id"] = level;
        finding["risk_level"] = ((string[])["Info", "Low", "Medium", "High", "Critical"])[level];
        finding["confidence_score"] = raised.Confidence;
        finding["confidence_id"] = raised.ConfidenceClass;
        finding["confidence"] = ((string[])["Unknown", "Low", "Medium", "High"])[raised.ConfidenceClass];
        finding["risk_details"] = string.Join("; ", raised.RiskParts.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Name} {part.Points:+0;-0;0}: {part.Why}")));
        if (finding["evidences"]![0]!["data"] is JsonObject data)
            data["risk_parts"] = new JsonArray([.. raised.RiskParts.Select(part => new JsonObject { ["name"] = part.Name, ["points"] = part.Points, ["why"] = part.Why })]);
    }

    private static void SetAttacks(JsonObject info, IReadOnlyList<Technique> techniques)
    {
        var attacks = info["attacks"]!.AsArray();
        foreach (var technique in techniques.Skip(attacks.Count)) // the sensor's come first and stay as they are
        {
            var parent = technique.Id.Split('.')[0];
            var attack = new JsonObject { ["tactic"] = new JsonObject { ["uid"] = technique.TacticId, ["name"] = technique.TacticName } };
            attack[parent == technique.Id ? "technique" : "sub_technique"] = new JsonObject { ["uid"] = technique.Id, ["name"] = technique.Name };
            if (parent != technique.Id) attack["technique"] = new JsonObject { ["uid"] = parent };
            attacks.Add(attack);
        }
    }

    private static void SetRelated(JsonObject finding, JsonObject info, CorrelatedFinding found, string original)
    {
        if (info["related_events"] is not JsonArray related) info["related_events"] = related = [];
        related.Insert(0, new JsonObject
        {
            ["uid"] = original,
            ["type_uid"] = finding["type_uid"]!.GetValue<int>(),
            ["type_name"] = finding["type_name"]!.GetValue<string>(),
            ["title"] = found.Original.Title,
            ["desc"] = $"{found.Original.Detector}, as the sensor told it",
            ["severity_id"] = (int)found.Original.Severity,
            ["severity"] = found.Original.Severity.ToString(),
        });
        foreach (var process in found.Processes)
            related.Add(new JsonObject
            {
                ["uid"] = process.Process.Origin.Length > 0 ? process.Process.Origin : process.Process.Key.Id,
                ["type_uid"] = Launch,
                ["type_name"] = "Process Activity: Launch",
                ["desc"] = $"{process.Process.Name} on {process.Process.Host}",
            });
        info["related_events_count"] = related.Count;
    }

    private static JsonObject Evidence(LinkedProcess linked)
    {
        var process = Process(linked.Lineage, linked.Lineage.Count - 1);
        process["created_time"] = linked.Begin.Nanoseconds / 1_000_000;
        var actor = new JsonObject { ["process"] = process.DeepClone() };
        if (linked.Process.User is { } user) actor["user"] = new JsonObject { ["name"] = user };
        var evidence = new JsonObject { ["process"] = process, ["actor"] = actor };
        if (linked.Connections.Count > 0) SetConnection(evidence, linked.Connections[0]);
        evidence["data"] = new JsonObject
        {
            ["host"] = linked.Process.Host,
            ["joined_by"] = Config.SnakeCase.Of(linked.Kind.ToString()),
            ["connections"] = linked.ConnectionCount,
            ["names"] = new JsonArray([.. linked.Names.Select(name => JsonValue.Create(name))]),
            ["suspicions"] = new JsonArray([.. linked.Suspicions.Select(reason => new JsonObject { ["name"] = reason.Name, ["points"] = reason.Points, ["why"] = reason.Why, ["technique"] = reason.Technique })]),
        };
        return evidence;
    }

    private static void SetConnection(JsonObject evidence, JoinedConnection joined)
    {
        var tuple = joined.Connection.Tuple;
        evidence["src_endpoint"] = new JsonObject { ["ip"] = tuple.Source.ToString(), ["port"] = tuple.SourcePort };
        evidence["dst_endpoint"] = new JsonObject { ["ip"] = tuple.Destination.ToString(), ["port"] = tuple.DestinationPort };
        if ((joined.Flow?.DestinationName ?? joined.Connection.DestinationName) is { } name) evidence["dst_endpoint"]!["hostname"] = name;
        var info = new JsonObject { ["direction_id"] = 0, ["protocol_num"] = (int)tuple.Protocol, ["community_uid"] = joined.Flow?.CommunityId ?? tuple.CommunityId };
        if (joined.Flow is { } flow) info["uid"] = flow.Uid;
        evidence["connection_info"] = info;
    }

    /// <summary>A process with its parents inside it.</summary>
    private static JsonObject Process(IReadOnlyList<ProcessStart> lineage, int at)
    {
        var told = lineage[at];
        var process = new JsonObject
        {
            ["name"] = told.Name,
            ["uid"] = told.Key.Id,
            ["file"] = new JsonObject { ["name"] = told.Name, ["path"] = told.Image, ["type_id"] = RegularFile },
        };
        if (told.Pid > 0) process["pid"] = told.Pid;
        if (told.CommandLine is { } call) process["cmd_line"] = call;
        if (told.User is { } user) process["user"] = new JsonObject { ["name"] = user };
        if (at > 0) process["parent_process"] = Process(lineage, at - 1);
        return process;
    }
}
