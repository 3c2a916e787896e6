using System.Text;
using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.LateralMovement;

/// <summary>Keeps what the detector knows over a restart: edges with their steps, incidents, the domain's controllers, and what other parts keep themselves.</summary>
internal sealed class LateralMemory(BoundedMap<(IpAddr Source, IpAddr Target), Edge> edges, Incidents incidents, BoundedMap<IpAddr, bool> controllers, IReadOnlyList<IRemembered> others)
{
    private const string EdgePrefix = "edge ", IncidentPrefix = "incident ", ControllerPrefix = "controller ";

    private readonly SortedDictionary<string, Edge> _changed = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Timestamp> _controllers = new(StringComparer.Ordinal);
    private Timestamp _latest = Timestamp.MinValue;

    /// <summary>Notes that something became of an edge.</summary>
    public void Changed(Edge edge)
    {
        if (_changed.Count < edges.Capacity) _changed[$"{EdgePrefix}{edge.Source} {edge.Target}"] = edge; // a replay without a memory never saves
    }

    /// <summary>Notes that a host keeps the accounts of a domain.</summary>
    public void Changed(IpAddr controller, Timestamp now) => _controllers[$"{ControllerPrefix}{controller}"] = now;

    /// <summary>Takes back one entry; the edge that it is, when that is still to be judged.</summary>
    /// <exception cref="FormatException">It is none of ours.</exception>
    public Edge? Recall(string key, ReadOnlySpan<byte> value)
    {
        foreach (var other in others)
            if (other.TryRecall(key, value)) return null;
        if (key.StartsWith(EdgePrefix, StringComparison.Ordinal)) return Recall(EdgeMemory.Read(value));
        if (key.StartsWith(IncidentPrefix, StringComparison.Ordinal)) Recall(IncidentMemory.Read(value));
        else if (key.StartsWith(ControllerPrefix, StringComparison.Ordinal)) controllers.GetOrAdd(IpAddr.Parse(key[ControllerPrefix.Length..]), static _ => true);
        else throw new FormatException($"nothing is known by the name of '{key}'");
        return null;
    }

    /// <summary>Tells what changed.</summary>
    public void Save(IMemory memory)
    {
        foreach (var other in others) other.Save(memory);
        if (!memory.KeepsNothing) TellTo(memory);
        _controllers.Clear();
        _changed.Clear();
    }

    private void TellTo(IMemory memory)
    {
        foreach (var (key, now) in _controllers) memory.Keep(key, Encoding.UTF8.GetBytes("known"), now);
        var stories = new SortedDictionary<string, Incident>(StringComparer.Ordinal);
        foreach (var (key, edge) in _changed)
        {
            foreach (var step in edge.Steps) _latest = Timestamp.Max(_latest, step.Time);
            memory.Keep(key, EdgeMemory.Write(edge), edge.Steps.Count > 0 ? edge.Steps.Max(step => step.Time) : _latest); // an account or a try has no time of its own
            if (edge.Incident is { } incident) stories[incident.Id] = incident;
        }
        foreach (var (id, incident) in stories) memory.Keep(IncidentPrefix + id, IncidentMemory.Write(incident), incident.Last);
    }

    private Edge? Recall(EdgeMemory kept)
    {
        var edge = edges.GetOrAdd((IpAddr.Parse(kept.Source), IpAddr.Parse(kept.Target)), static key => new Edge(key.Source, key.Target));
        kept.FillIn(edge);
        if (kept is { Incident: not null, Root: not null } && edge.Verdict is not null) incidents.WithId(kept.Incident, IpAddr.Parse(kept.Root)).Add(edge);
        return kept.IsUnjudged ? edge : null;
    }

    private void Recall(IncidentMemory kept)
    {
        var incident = incidents.WithId(kept.Id, IpAddr.Parse(kept.Root));
        kept.FillIn(incident);
        foreach (var member in kept.Members) incidents.Remember(IpAddr.Parse(member), incident);
    }
}
