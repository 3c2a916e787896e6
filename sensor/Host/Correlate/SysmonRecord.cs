using System.Text.Json;
using NetSensor.Analyzers.Correlation;
using NetSensor.Wire;

namespace NetSensor.Host.Correlate;

/// <summary>
/// Reads an event of Sysmon as its carriers write it: evtx_dump (Event.System, Event.EventData), winlogbeat (winlog.event_data, or ECS fields where
/// its Sysmon module moved them), nxlog and the Mordor data sets (all flat), Wazuh (win.eventdata).
/// </summary>
internal static class SysmonRecord
{
    private static readonly string[] DataPaths = ["Event.EventData", "winlog.event_data", "event_data", "EventData", "win.eventdata", "data.win.eventdata"];

    /// <summary>Whether this is an event of Sysmon at all.</summary>
    public static bool Is(JsonFields record) =>
        record.Text("Event.System.Provider.#attributes.Name", "Event.System.Provider.@Name", "Event.System.Channel", "winlog.provider_name", "winlog.channel", "source_name", "SourceName",
            "Provider", "EventSourceName", "Channel", "event.provider", "win.system.providerName", "data.win.system.providerName") is { } source
        && source.Contains("Sysmon", StringComparison.OrdinalIgnoreCase);

    /// <summary>Takes the event in; false when it is one of another kind.</summary>
    /// <exception cref="FormatException">It lacks what its kind needs.</exception>
    public static bool Read(JsonElement root, EndpointEvents events, string origin)
    {
        var record = new JsonFields(root);
        var id = record.Number("Event.System.EventID", "winlog.event_id", "event_id", "EventID", "event.code", "EventCode", "win.system.eventID", "data.win.system.eventID");
        if (id is not (1 or 3 or 22)) return false;
        var told = new Telling(record, Data(record), origin);
        switch (id)
        {
            case 1:
                events.Add(told.Start());
                break;
            case 3:
                events.Add(told.Connection());
                break;
            default:
                events.Add(told.Lookup());
                break;
        }
        return true;
    }

    private static JsonFields Data(JsonFields record)
    {
        foreach (var path in DataPaths)
            if (record.Object(path) is { IsObject: true } data) return data;
        return record;
    }

    /// <summary>One event: its own fields by Sysmon's names, the rest by the carrier's.</summary>
    private readonly struct Telling(JsonFields record, JsonFields data, string origin)
    {
        private string Host => record.Text("Event.System.Computer", "winlog.computer_name", "computer_name", "Computer", "Hostname", "win.system.computer", "data.win.system.computer", "host.name")
            ?? throw new FormatException("names no computer");

        private Timestamp Time => data.Moment("UtcTime") ?? record.Moment("Event.System.TimeCreated.#attributes.SystemTime", "@timestamp", "TimeCreated", "win.system.systemTime", "data.win.system.systemTime")
            ?? throw new FormatException("tells no time (UtcTime)");

        public ProcessStart Start() => new()
        {
            Key = Key("ProcessGuid", "process.entity_id", "ProcessId", "process.pid") ?? throw new FormatException("names no process (ProcessGuid or ProcessId)"),
            Time = Time,
            Host = Host,
            Pid = data.Number("ProcessId") ?? record.Number("process.pid") ?? 0,
            Image = Image,
            CommandLine = data.Text("CommandLine") ?? record.Text("process.command_line"),
            User = User,
            Parent = Key("ParentProcessGuid", "process.parent.entity_id", "ParentProcessId", "process.parent.pid"),
            ParentImage = data.Text("ParentImage") ?? record.Text("process.parent.executable"),
            ParentCommandLine = data.Text("ParentCommandLine") ?? record.Text("process.parent.command_line"),
            OriginalName = data.Text("OriginalFileName") ?? record.Text("process.pe.original_file_name"),
            IsSigned = (data.Text("Signed") ?? record.Text("process.code_signature.valid")) is { } signed ? bool.TryParse(signed, out var valid) ? valid : null : null,
            Origin = origin,
        };

        public ProcessConnection Connection() => new()
        {
            Process = Key("ProcessGuid", "process.entity_id", "ProcessId", "process.pid") ?? throw new FormatException("names no process (ProcessGuid or ProcessId)"),
            Time = Time,
            Host = Host,
            Image = Image,
            User = User,
            Tuple = Tuple(),
            IsInitiated = !string.Equals(data.Text("Initiated"), "false", StringComparison.OrdinalIgnoreCase)
                && record.Text("network.direction") is not ("inbound" or "ingress"),
            DestinationName = data.Text("DestinationHostname") ?? record.Text("destination.domain"),
            CommunityId = data.Text("CommunityId") ?? record.Text("network.community_id", "community_id"),
        };

        public ProcessLookup Lookup() => new(
            Key("ProcessGuid", "process.entity_id", "ProcessId", "process.pid") ?? throw new FormatException("names no process (ProcessGuid or ProcessId)"), Time, Host, Image,
            (data.Text("QueryName") ?? record.Text("dns.question.name") ?? throw new FormatException("names no question (QueryName)")).TrimEnd('.').ToLowerInvariant(), origin);

        private string Image => data.Text("Image") ?? record.Text("process.executable") ?? throw new FormatException("names no program (Image)");

        private string? User => data.Text("User") ?? record.Text("user.name");

        private FiveTuple Tuple()
        {
            var source = data.Address("SourceIp") ?? record.Address("source.ip") ?? throw new FormatException("names no source address (SourceIp)");
            var destination = data.Address("DestinationIp") ?? record.Address("destination.ip") ?? throw new FormatException("names no destination address (DestinationIp)");
            var protocol = (data.Text("Protocol") ?? record.Text("network.transport"))?.ToLowerInvariant() == "udp" ? IpProtocol.Udp : IpProtocol.Tcp;
            return new FiveTuple(source, data.Port("SourcePort") ?? record.Port("source.port") ?? 0, destination, data.Port("DestinationPort") ?? record.Port("destination.port") ?? 0, protocol);
        }

        private ProcessKey? Key(string guid, string ecsGuid, string pid, string ecsPid)
        {
            if ((data.Text(guid) ?? record.Text(ecsGuid)) is { } id && id.Trim('{', '}', '0', '-').Length > 0) return new ProcessKey(HostName.Short(Host), id.Trim('{', '}').ToLowerInvariant());
            return (data.Number(pid) ?? record.Number(ecsPid)) is { } number ? new ProcessKey(HostName.Short(Host), $"pid:{number}") : null;
        }
    }
}
