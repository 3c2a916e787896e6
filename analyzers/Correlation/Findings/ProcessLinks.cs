using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Correlation;

/// <summary>Finds the processes of a finding: those that talked to its other side first, else the suspicious ones of its host at the time.</summary>
internal sealed class ProcessLinks(HostActivity activity, ProcessTable table, HostNames names, CorrelationOptions options)
{
    private const int MostConnections = 3; // shown with a process; the rest is a number

    /// <summary>Name of the finding's host then.</summary>
    public string? HostOf(Detection finding) => NameOf(finding.Source, finding.SourceHost, finding.LastSeen);

    /// <summary>The processes of the finding, the most telling first, or why there are none.</summary>
    public (IReadOnlyList<LinkedProcess> Processes, Unjoined Reason) Of(Detection finding, string? host)
    {
        var match = new FindingMatch(finding, options);
        var talking = Talking(finding, host, match);
        if (talking.Count > 0) return (Best(talking), Unjoined.None);
        if (host is null || !activity.Knows(host)) return ([], Unjoined.NoEndpointOfHost);
        var bystanders = Bystanders(host, finding.FirstSeen - options.Before, finding.LastSeen).ToList();
        if (bystanders.Count > 0) return (Best(bystanders), Unjoined.None);
        return ([], ToldAnything(host, finding) ? Unjoined.NoProcessFits : Unjoined.NothingAtTheTime);
    }

    /// <summary>Where a finding leads, with what began there from elsewhere meanwhile.</summary>
    public NextHost Next(Detection finding)
    {
        var address = finding.Destination!.Value;
        var host = NameOf(address, finding.DestinationHost, finding.LastSeen);
        var there = host is null ? [] : Bystanders(host, finding.FirstSeen - options.Tolerance, finding.LastSeen + options.Tolerance).Where(process => process.Suspicions.Any(reason => reason.Name == "begun from elsewhere"));
        return new NextHost(finding, host ?? address.ToString(), Best(there));
    }

    /// <summary>What statements of the time say, then what the sensor thought.</summary>
    private string? NameOf(IpAddr address, HostIdentity? told, Timestamp at) => names.NameOf(address, at) ?? (told?.Name is { } name ? HostName.Short(name) : null);

    private List<LinkedProcess> Talking(Detection finding, string? host, FindingMatch match)
    {
        var found = new Dictionary<ProcessKey, LinkedProcess>();
        // by address as well: the endpoint says itself what its address is, whatever it is called
        var connections = activity.ConnectionsOf(finding.Source).Concat(host is null ? [] : activity.ConnectionsOf(host)).Distinct();
        foreach (var joined in connections.OrderBy(joined => joined.Time))
            if (match.Of(joined) is { } kind) Add(found, joined, kind);
        if (host is not null)
            foreach (var joined in activity.LookupsOf(host))
                if (match.Of(joined)) Add(found, joined);
        return [.. found.Values.Select(process => process with { Suspicions = ProcessSuspicion.Of(process.Lineage, isTalking: true) })];
    }

    private void Add(Dictionary<ProcessKey, LinkedProcess> found, JoinedConnection joined, JoinKind kind)
    {
        var connection = joined.Connection;
        var process = found.GetValueOrDefault(connection.Process) ?? Linked(connection.Process, (connection.Time, joined.Time), (connection.Host, connection.Image, connection.User));
        found[connection.Process] = process with
        {
            Kind = kind < process.Kind ? kind : process.Kind,
            ConnectionCount = process.ConnectionCount + 1,
            Connections = process.Connections.Count < MostConnections ? [.. process.Connections, joined] : process.Connections,
        };
    }

    private void Add(Dictionary<ProcessKey, LinkedProcess> found, JoinedLookup joined)
    {
        var lookup = joined.Lookup;
        var process = found.GetValueOrDefault(lookup.Process) ?? Linked(lookup.Process, (lookup.Time, joined.Time), (lookup.Host, lookup.Image, null));
        if (process.Names.Contains(lookup.Query) || process.Names.Count == MostConnections) return;
        found[lookup.Process] = process with { Kind = process.Kind < JoinKind.Name ? process.Kind : JoinKind.Name, Names = [.. process.Names, lookup.Query] };
    }

    /// <summary>A process by its key; where its start is in no log, as much as its event tells.</summary>
    private LinkedProcess Linked(ProcessKey key, (Timestamp There, Timestamp Here) time, (string Host, string Image, string? User) told)
    {
        var start = table.Find(key, time.There);
        return new LinkedProcess
        {
            Lineage = start is not null ? table.Lineage(start) : [new ProcessStart { Key = key, Time = time.There, Host = told.Host, Pid = Pid(key), Image = told.Image, User = told.User }],
            Begin = start is null ? time.Here : time.Here - (time.There - start.Time),
            Kind = JoinKind.Host,
        };
    }

    private static long Pid(ProcessKey key) => key.Id.StartsWith("pid:", StringComparison.Ordinal) && long.TryParse(key.Id.AsSpan(4), out var pid) ? pid : 0;

    /// <summary>Suspicious processes that the host began within these times.</summary>
    private IEnumerable<LinkedProcess> Bystanders(string host, Timestamp from, Timestamp to)
    {
        foreach (var (process, time) in activity.ProcessesOf(host))
        {
            if (time < from || time > to) continue;
            var lineage = table.Lineage(process);
            var suspicions = ProcessSuspicion.Of(lineage, isTalking: false);
            if (suspicions.Count > 0) yield return new LinkedProcess { Lineage = lineage, Begin = time, Kind = JoinKind.Host, Suspicions = suspicions };
        }
    }

    private bool ToldAnything(string host, Detection finding)
    {
        var (from, to) = (finding.FirstSeen - options.Before, finding.LastSeen + options.Tolerance);
        return activity.ProcessesOf(host).Any(told => told.Time >= from && told.Time <= to)
            || activity.ConnectionsOf(host).Any(told => told.Time >= from && told.Time <= to)
            || activity.LookupsOf(host).Any(told => told.Time >= from && told.Time <= to);
    }

    private List<LinkedProcess> Best(IEnumerable<LinkedProcess> processes) =>
    [
        .. processes.OrderBy(process => process.IsTalking ? 0 : 1).ThenByDescending(process => process.Points).ThenBy(process => process.Kind)
            .ThenByDescending(process => process.ConnectionCount).ThenBy(process => process.Begin).ThenBy(process => process.Process.Key.Id, StringComparer.Ordinal)
            .Take(options.ProcessesPerFinding),
    ];
}
