using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NetSensor.Wire;

namespace NetSensor.Generator.Endpoints;

/// <summary>Writes events of an endpoint in one of the shapes that are met in the field, a line each.</summary>
public sealed class EndpointLogWriter(EndpointShape shape)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private int _record = 1000;

    /// <summary>A program begins.</summary>
    public string Start(Endpoint endpoint, RunningProgram program) => Line(shape == EndpointShape.Ocsf
        ? Ocsf(endpoint, program.Begin, (1007, 1), new JsonObject { ["process"] = Process(program) })
        : Sysmon(endpoint, program.Begin, 1, new JsonObject
        {
            ["ProcessGuid"] = program.Guid, ["ProcessId"] = Number(program.Pid), ["Image"] = program.Path, ["OriginalFileName"] = program.OriginalName ?? "-", ["CommandLine"] = program.Call,
            ["User"] = program.User, ["ParentProcessGuid"] = program.Parent?.Guid ?? "{00000000-0000-0000-0000-000000000000}", ["ParentProcessId"] = Number(program.Parent?.Pid ?? 0),
            ["ParentImage"] = program.Parent?.Path ?? "-", ["ParentCommandLine"] = program.Parent?.Call ?? "-",
        }));

    /// <summary>A program opens a connection, or asks for a name.</summary>
    public string Seen(Endpoint endpoint, RunningProgram owner, Sighting seen) => Line((shape == EndpointShape.Ocsf, seen.Query) switch
    {
        (true, null) => Ocsf(endpoint, seen.Time, (4001, 1), new JsonObject
        {
            ["actor"] = Actor(owner), ["src_endpoint"] = End(seen.Source, seen.SourcePort), ["dst_endpoint"] = End(seen.Destination, seen.DestinationPort),
            ["connection_info"] = new JsonObject { ["protocol_num"] = 6, ["direction_id"] = 2 },
        }),
        (true, { } query) => Ocsf(endpoint, seen.Time, (4003, 1), new JsonObject { ["actor"] = Actor(owner), ["query"] = new JsonObject { ["hostname"] = query } }),
        (false, null) => Sysmon(endpoint, seen.Time, 3, new JsonObject
        {
            ["ProcessGuid"] = owner.Guid, ["ProcessId"] = Number(owner.Pid), ["Image"] = owner.Path, ["User"] = owner.User, ["Protocol"] = "tcp", ["Initiated"] = "true",
            ["SourceIsIpv6"] = "false", ["SourceIp"] = $"{seen.Source}", ["SourceHostname"] = endpoint.Name, ["SourcePort"] = Number(seen.SourcePort),
            ["DestinationIsIpv6"] = "false", ["DestinationIp"] = $"{seen.Destination}", ["DestinationHostname"] = "-", ["DestinationPort"] = Number(seen.DestinationPort),
        }),
        (false, { } query) => Sysmon(endpoint, seen.Time, 22, new JsonObject
        {
            ["ProcessGuid"] = owner.Guid, ["ProcessId"] = Number(owner.Pid), ["QueryName"] = query, ["QueryStatus"] = "0", ["QueryResults"] = "-", ["Image"] = owner.Path, ["User"] = owner.User,
        }),
    });

    private JsonObject Sysmon(Endpoint endpoint, Timestamp time, int id, JsonObject data)
    {
        var there = time + endpoint.Ahead;
        data.Insert(0, "RuleName", "-");
        data.Insert(1, "UtcTime", there.ToString()[..23].Replace('T', ' '));
        var iso = there.ToString()[..26] + "Z";
        switch (shape)
        {
            case EndpointShape.EvtxDump:
                return new JsonObject
                {
                    ["Event"] = new JsonObject
                    {
                        ["#attributes"] = new JsonObject { ["xmlns"] = "http://schemas.microsoft.com/win/2004/08/events/event" },
                        ["System"] = new JsonObject
                        {
                            ["Provider"] = new JsonObject { ["#attributes"] = new JsonObject { ["Name"] = "Microsoft-Windows-Sysmon", ["Guid"] = "5770385F-C22A-43E0-BF4C-06F5698FFBD9" } },
                            ["EventID"] = id, ["TimeCreated"] = new JsonObject { ["#attributes"] = new JsonObject { ["SystemTime"] = iso } }, ["EventRecordID"] = _record++,
                            ["Channel"] = "Microsoft-Windows-Sysmon/Operational", ["Computer"] = endpoint.Name,
                        },
                        ["EventData"] = data,
                    },
                };
            case EndpointShape.Winlogbeat:
                return new JsonObject
                {
                    ["@timestamp"] = iso, ["event"] = new JsonObject { ["code"] = Number(id), ["provider"] = "Microsoft-Windows-Sysmon" }, ["host"] = new JsonObject { ["name"] = endpoint.Name },
                    ["winlog"] = new JsonObject
                    {
                        ["channel"] = "Microsoft-Windows-Sysmon/Operational", ["computer_name"] = endpoint.Name, ["event_data"] = data, ["event_id"] = Number(id),
                        ["provider_name"] = "Microsoft-Windows-Sysmon", ["record_id"] = _record++,
                    },
                };
            default:
                data.Insert(0, "EventTime", there.ToString()[..19].Replace('T', ' '));
                data.Insert(1, "Hostname", endpoint.Name);
                data.Insert(2, "EventID", id);
                data.Insert(3, "SourceName", "Microsoft-Windows-Sysmon");
                data.Insert(4, "Channel", "Microsoft-Windows-Sysmon/Operational");
                data.Insert(5, "RecordNumber", _record++);
                return data;
        }
    }

    private static JsonObject Ocsf(Endpoint endpoint, Timestamp time, (int Class, int Activity) kind, JsonObject record)
    {
        record.Insert(0, "class_uid", kind.Class);
        record.Insert(1, "activity_id", kind.Activity);
        record.Insert(2, "type_uid", kind.Class * 100 + kind.Activity);
        record.Insert(3, "time", (time + endpoint.Ahead).Nanoseconds / 1_000_000);
        record.Insert(4, "device", new JsonObject { ["hostname"] = endpoint.Name, ["ip"] = $"{endpoint.Address}", ["type_id"] = 2 });
        return record;
    }

    private static JsonObject Process(RunningProgram program)
    {
        var process = new JsonObject
        {
            ["name"] = program.Path[(program.Path.LastIndexOf('\\') + 1)..], ["pid"] = program.Pid, ["uid"] = program.Guid, ["cmd_line"] = program.Call,
            ["file"] = new JsonObject { ["path"] = program.Path, ["type_id"] = 1 }, ["user"] = new JsonObject { ["name"] = program.User },
        };
        if (program.Parent is { } parent) process["parent_process"] = new JsonObject { ["pid"] = parent.Pid, ["uid"] = parent.Guid, ["cmd_line"] = parent.Call, ["file"] = new JsonObject { ["path"] = parent.Path } };
        return process;
    }

    private static JsonObject Actor(RunningProgram program) => new() { ["process"] = Process(program) };

    private static JsonObject End(IpAddr address, ushort port) => new() { ["ip"] = $"{address}", ["port"] = port };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Line(JsonObject record) => record.ToJsonString(Plain);
}
