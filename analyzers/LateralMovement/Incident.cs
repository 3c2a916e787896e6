using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.LateralMovement;

/// <summary>One story: what began on one host, and what was done from there on, host by host. Its id stays while it grows.</summary>
internal sealed class Incident(string id, IpAddr root)
{
    /// <summary>Most edges of one story; further ones begin a new one.</summary>
    public const int MostEdges = 256;

    private const int RiskStep = 10; // what it must grow by to be told again
    private const int PerEntry = 10, MostForEntries = 30; // points for every further host that was worked on
    private const int FewHosts = 5;  // up to so many every new one is news; from then on when they have doubled
    private const int EnteringRisk = 40; // medium: looks alone enter nobody

    private readonly List<Edge> _edges = [];

    public string Id { get; } = id;
    public IpAddr Root { get; } = root;
    public IReadOnlyList<Edge> Edges => _edges;
    public Timestamp Last { get; set; } = Timestamp.MinValue;
    public int TimesTold { get; set; }
    public Severity ToldSeverity { get; set; }
    public int ToldRisk { get; set; }
    public int ToldHosts { get; set; }

    /// <summary>Hosts whose next steps belong to it.</summary>
    public HashSet<IpAddr> Members { get; } = [];

    /// <summary>The edge that weighs most, the first of equals.</summary>
    public Edge Main => _edges.Where(edge => edge.Verdict is not null).MaxBy(edge => edge.Verdict!.Risk)!;

    /// <summary>Every host of it, in the order in which they came in.</summary>
    public IEnumerable<IpAddr> Hosts => _edges.SelectMany(edge => (IpAddr[])[edge.Source, edge.Target]).Prepend(Root).Distinct();

    /// <summary>What its risk is made of.</summary>
    public RiskTally Risk()
    {
        var tally = new RiskTally();
        foreach (var part in Main.Verdict!.Parts) tally.Add(part.Name, part.Points, part.Why);
        var entries = _edges.Count(edge => edge.Verdict is { Risk: >= EnteringRisk });
        return tally.Add("more-hosts", Math.Min(MostForEntries, PerEntry * Math.Max(0, entries - 1)), "further hosts on which it worked");
    }

    public void Add(Edge edge)
    {
        edge.Incident = this;
        if (!_edges.Contains(edge)) _edges.Add(edge);
    }

    /// <summary>Whether it became worse or larger since it was told; then it counts as told.</summary>
    public bool IsDue()
    {
        var risk = Risk().Sum;
        var severity = EdgeVerdict.SeverityOf(risk);
        var hosts = Hosts.Count();
        var grew = hosts > ToldHosts && (ToldHosts < FewHosts || hosts >= 2 * ToldHosts);
        if (TimesTold > 0 && severity <= ToldSeverity && risk < ToldRisk + RiskStep && !grew) return false;
        TimesTold++;
        (ToldSeverity, ToldRisk, ToldHosts) = (severity, risk, hosts);
        return true;
    }
}
