using System.Text.Json;
using NetSensor.Analyzers.Correlation;
using NetSensor.Wire;

namespace NetSensor.Host.Correlate;

/// <summary>Reads what an endpoint tells as OCSF: Process Activity (1007, Launch), Network Activity (4001, Open and Traffic), DNS Activity (4003).</summary>
internal static class OcsfRecord
{
    private const int ProcessActivity = 1007, NetworkActivity = 4001, DnsActivity = 4003;
    private const int Launch = 1, Inbound = 1, ValidSignature = 1;

    /// <summary>Whether this is a record of OCSF at all.</summary>
    public static bool Is(JsonFields record) => record.Number("class_uid") is not null;

    /// <summary>Takes the record in; false when it is one of another kind.</summary>
    /// <exception cref="FormatException">It lacks what its kind needs.</exception>
    public static bool Read(JsonElement root, EndpointEvents events, string origin)
    {
        var record = new JsonFields(root);
        switch (record.Number("class_uid"))
        {
            case ProcessActivity when record.Number("activity_id") is null or Launch:
                events.Add(Start(record, origin));
                break;
            case NetworkActivity:
                events.Add(Connection(record, origin));
                break;
            case DnsActivity:
                events.Add(new ProcessLookup(Key(record, record.Object("actor.process"))!.Value, Time(record), Host(record), Image(record.Object("actor.process")),
                    (record.Text("query.hostname") ?? throw new FormatException("names no question (query.hostname)")).TrimEnd('.').ToLowerInvariant(), origin));
                break;
            default:
                return false;
        }
        if (record.Address("device.ip") is { } own) events.Names.Add(new NameStatement(own, HostName.Short(Host(record)), Time(record), IsOwn: true));
        return true;
    }

    private static ProcessStart Start(JsonFields record, string origin)
    {
        var process = record.Object("process");
        // who begins a process is its parent, unless the endpoint tells them apart
        var parent = process.Object("parent_process") is { IsObject: true } told ? told : record.Object("actor.process");
        return new ProcessStart
        {
            Key = Key(record, process)!.Value,
            Time = process.Milliseconds("created_time") ?? Time(record),
            Host = Host(record),
            Pid = process.Number("pid") ?? 0,
            Image = Image(process),
            CommandLine = process.Text("cmd_line"),
            User = process.Text("user.name") ?? record.Text("actor.user.name"),
            Parent = parent.IsObject ? Key(record, parent) : null,
            ParentImage = parent.Text("file.path", "path", "name"),
            ParentCommandLine = parent.Text("cmd_line"),
            OriginalName = process.Text("file.internal_name"),
            IsSigned = process.Number("file.signature.state_id") is { } state ? state == ValidSignature : null,
            Origin = origin,
        };
    }

    private static ProcessConnection Connection(JsonFields record, string origin)
    {
        var process = record.Object("actor.process");
        return new ProcessConnection
        {
            Process = Key(record, process)!.Value,
            Time = record.Milliseconds("start_time") ?? Time(record),
            Host = Host(record),
            Image = Image(process),
            User = process.Text("user.name") ?? record.Text("actor.user.name"),
            Tuple = new FiveTuple(
                record.Address("src_endpoint.ip") ?? throw new FormatException("names no source address (src_endpoint.ip)"), record.Port("src_endpoint.port") ?? 0,
                record.Address("dst_endpoint.ip") ?? throw new FormatException("names no destination address (dst_endpoint.ip)"), record.Port("dst_endpoint.port") ?? 0,
                (IpProtocol)(record.Number("connection_info.protocol_num") ?? (record.Text("connection_info.protocol_name")?.ToLowerInvariant() == "udp" ? 17 : 6))),
            IsInitiated = record.Number("connection_info.direction_id") is not Inbound,
            DestinationName = record.Text("dst_endpoint.hostname"),
            CommunityId = record.Text("connection_info.community_uid"),
        };
    }

    private static ProcessKey? Key(JsonFields record, JsonFields process)
    {
        var host = HostName.Short(Host(record));
        if (process.Text("uid") is { } uid) return new ProcessKey(host, uid.Trim('{', '}').ToLowerInvariant());
        return process.Number("pid") is { } pid ? new ProcessKey(host, $"pid:{pid}") : throw new FormatException("names no process (uid or pid)");
    }

    private static string Host(JsonFields record) => record.Text("device.hostname", "device.name", "device.ip") ?? throw new FormatException("names no device (device.hostname)");

    private static Timestamp Time(JsonFields record) => record.Milliseconds("time") ?? throw new FormatException("tells no time");

    private static string Image(JsonFields process) => process.Text("file.path", "path", "name", "file.name") ?? throw new FormatException("names no program (process.file.path or process.name)");
}
