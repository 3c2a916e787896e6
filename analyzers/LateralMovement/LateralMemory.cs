using System.Text;
using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.LateralMovement;

/// <summary>Keeps what the detector knows over a restart: edges with their steps, incidents, the domain's controllers, habits of administration.</summary>
internal sealed class LateralMemory(BoundedMap<(IpAddr Source, IpAddr Target), Edge> edges, Incidents incidents, BoundedMap<IpAddr, bool> controllers, AdminHabits habits)
{
    private const string EdgePrefix = "edge ", IncidentPrefix = "incident ", ControllerPrefix = "controller ";

    private readonly SortedDictionary<string, Edge> _changed = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Timestamp> _controllers = new(StringComparer.Ordinal);

    /// <summary>Notes that something became of an edge.</summary>
    public void Changed(Edge edge) => _changed[$"{EdgePrefix}{edge.Source} {edge.Target}"] = edge;

    /// <summary>Notes that a host keeps the accounts of a domain.</summary>
    public void Changed(IpAddr controller, Timestamp now) => _controllers[$"{ControllerPrefix}{controller}"] = now;

    /// <summary>Takes back one entry.</summary>
    /// <exception cref="FormatException">It is none of ours.</exception>
    public void Recall(string key, ReadOnlySpan<byte> value)
    {
        if (habits.TryRecall(key, value)) return;
        if (key.StartsWith(EdgePrefix, StringComparison.Ordinal)) Recall(EdgeMemory.Read(value));
        else if (key.StartsWith(IncidentPrefix, StringComparison.Ordinal)) Recall(IncidentMemory.Read(value));
        else if (key.StartsWith(ControllerPrefix, StringComparison.Ordinal)) controllers.GetOrAdd(IpAddr.Parse(key[ControllerPrefix.Length..]), static _ => true);
        else throw new FormatException($"nothing is known by the name of '{key}'");
    }

    /// <summary>Tells what changed.</summary>
    public void Save(IMemory memory)
    {
        habits.Save(memory);
        foreach (var (key, now) in _controllers) memory.Keep(key, Encoding.UTF8.GetBytes("known"), now);
        var stories = new SortedDictionary<string, Incident>(StringComparer.Ordinal);
        foreach (var (key, edge) in _changed)
        {
            if (edge.Steps.Count == 0) continue; // an account, or tries that mean nothing yet
            memory.Keep(key, EdgeMemory.Write(edge), edge.Steps.Max(step => step.Time));
            if (edge.Incident is { } incident) stories[incident.Id] = incident;
        }
        foreach (var (id, incident) in stories) memory.Keep(IncidentPrefix + id, IncidentMemory.Write(incident), incident.Last);
        _controllers.Clear();
        _changed.Clear();
    }

    private void Recall(EdgeMemory kept)
    {
        var edge = edges.GetOrAdd((IpAddr.Parse(kept.Source), IpAddr.Parse(kept.Target)), static key => new Edge(key.Source, key.Target));
        kept.FillIn(edge);
        if (kept.Incident is null || kept.Root is null || edge.Verdict is not { } verdict) return;
        incidents.WithId(kept.Incident, IpAddr.Parse(kept.Root)).Add(edge);
        incidents.Remember(edge, edge.GivesHands || verdict.Severity >= Severity.Medium);
    }

    private void Recall(IncidentMemory kept) => kept.FillIn(incidents.WithId(kept.Id, IpAddr.Parse(kept.Root)));
}
