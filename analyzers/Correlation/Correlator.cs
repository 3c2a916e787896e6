using NetSensor.Events;

namespace NetSensor.Analyzers.Correlation;

/// <summary>
/// Joins what endpoints told with what the sensor told: clocks first, then connections and questions, then findings, then where they went on. A function
/// of its inputs: the same files give the same answer.
/// </summary>
public sealed class Correlator(CorrelationOptions options)
{
    private const string LateralMovement = "TA0008"; // the tactic of ATT&CK

    /// <summary>Joins everything and puts the findings in order.</summary>
    public Correlation Correlate(EndpointEvents endpoint, SensorRecords sensor)
    {
        var flows = new FlowIndex(sensor.Flows);
        var skews = ClockSkews.Estimate(endpoint.Connections, flows, options.MaximumSkew);
        var join = new ConnectionJoin(sensor, flows, skews, options);
        var connections = endpoint.Connections.ConvertAll(join.Join);
        var names = new HostNames(sensor.Names.Concat(endpoint.Names.Select(said => said with { Time = join.OnSensorClock(said.Host, said.Time) })));
        var lookups = endpoint.Lookups.ConvertAll(new LookupJoin(sensor.Lookups, names, join, options).Join);
        var table = new ProcessTable(endpoint.Processes);
        var links = new ProcessLinks(new HostActivity(endpoint.Processes, connections, lookups, join), table, names, options);
        return new Correlation
        {
            Findings = Ordered([.. sensor.Findings.Select(finding => Found(finding, sensor.Findings, links))]),
            Skews = [.. skews.Values.OrderBy(skew => skew.Host, StringComparer.Ordinal)],
            Connections = Counted(connections.Select(connection => connection.Reason)),
            Lookups = Counted(lookups.Select(lookup => lookup.Reason)),
            ByCommunityId = connections.Count(connection => connection is { Flow: not null, Kind: JoinKind.CommunityId }),
            WithoutStart = endpoint.Connections.Count(connection => table.Find(connection.Process, connection.Time) is null)
                + endpoint.Lookups.Count(lookup => table.Find(lookup.Process, lookup.Time) is null),
        };
    }

    private static CorrelatedFinding Found(Detection finding, IReadOnlyList<Detection> all, ProcessLinks links)
    {
        var host = links.HostOf(finding);
        var (processes, reason) = links.Of(finding, host);
        var (raised, weight) = RaisedRisk.Of(finding, processes);
        return new CorrelatedFinding
        {
            Original = finding,
            Raised = raised,
            Host = host,
            Processes = processes,
            Next = [.. all.Where(other => LeadsOn(finding, other)).OrderBy(other => other.FirstSeen).Select(links.Next)],
            Reason = reason,
            Weight = weight,
        };
    }

    /// <summary>Whether another finding tells that the host of this one went on to a host of ours.</summary>
    private static bool LeadsOn(Detection finding, Detection other) =>
        other.Source == finding.Source && other.Destination is { } next && next != finding.Source && other.LastSeen >= finding.FirstSeen
        && other.Techniques.Any(technique => technique.TacticId == LateralMovement);

    private static CorrelatedFinding[] Ordered(IEnumerable<CorrelatedFinding> findings) =>
    [
        .. findings.OrderByDescending(found => found.Raised.Severity).ThenByDescending(found => found.Raised.Risk).ThenByDescending(found => found.Weight)
            .ThenBy(found => found.Original.FirstSeen).ThenBy(found => found.Original.Id, StringComparer.Ordinal),
    ];

    private static SortedDictionary<Unjoined, int> Counted(IEnumerable<Unjoined> reasons)
    {
        var counts = new SortedDictionary<Unjoined, int>();
        foreach (var reason in reasons) counts[reason] = counts.GetValueOrDefault(reason) + 1;
        return counts;
    }
}
