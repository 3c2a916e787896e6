using NetSensor.Analyzers.Common;
using NetSensor.Wire;

namespace NetSensor.Analyzers.LateralMovement;

/// <summary>Joins edges into stories: a host that began one, or was entered in one, goes on with it for as long as a chain lasts.</summary>
internal sealed class Incidents(LateralMovementOptions options)
{
    private readonly BoundedMap<IpAddr, Membership> _members = new(options.Edges);
    private readonly BoundedMap<string, Incident> _byId = new(options.Edges);

    private sealed class Membership
    {
        public Incident? Incident;
    }

    /// <summary>The story that the edge is part of from now on.</summary>
    /// <param name="edge">A judged edge.</param>
    /// <param name="enters">Whether the target can be worked from now.</param>
    public Incident Join(Edge edge, bool enters)
    {
        var (first, last) = (edge.Steps.Min(step => step.Time), edge.Steps.Max(step => step.Time));
        if (edge.Incident is not { } incident)
        {
            var source = Member(edge.Source);
            if (source.Incident is not { } open || first - open.Last > options.ChainWithin || open.Edges.Count >= Incident.MostEdges)
                Put(edge.Source, source, open = WithId(StableId.Of("lateral-movement", edge.Source.ToString(), edge.Target.ToString()), edge.Source));
            incident = open;
            incident.Add(edge);
        }
        incident.Last = Timestamp.Max(incident.Last, last);
        if (enters) Enter(edge.Target, incident, first);
        return incident;
    }

    /// <summary>The story of this id, made on the spot when there is none.</summary>
    public Incident WithId(string id, IpAddr root) => _byId.GetOrAdd(id, _ => new Incident(id, root));

    /// <summary>Takes back that a host goes on with a story.</summary>
    public void Remember(IpAddr host, Incident incident) => Put(host, Member(host), incident);

    private void Enter(IpAddr host, Incident incident, Timestamp now)
    {
        var target = Member(host);
        if (target.Incident is { } other && now - other.Last <= options.ChainWithin) return; // it has a story of its own
        Put(host, target, incident);
    }

    private static void Put(IpAddr host, Membership member, Incident incident)
    {
        member.Incident?.Members.Remove(host);
        member.Incident = incident;
        incident.Members.Add(host);
    }

    private Membership Member(IpAddr host) => _members.GetOrAdd(host, static _ => new Membership());
}
