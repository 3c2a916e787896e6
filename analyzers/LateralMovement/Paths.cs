using NetSensor.Analyzers.Common;
using NetSensor.Wire;

namespace NetSensor.Analyzers.LateralMovement;

/// <summary>How intruders came to the hosts they were seen on: the path that led to each host, as far as it was told.</summary>
internal sealed class Paths(LateralMovementOptions options)
{
    private const int LongestPath = 16; // hosts; a longer one is cut at its beginning

    private readonly BoundedMap<IpAddr, Arrival> _arrivals = new(options.Edges);

    private sealed class Arrival
    {
        public IpAddr[] Path = [];
        public Timestamp Time;
        public Timestamp Desktop = Timestamp.MinValue;
    }

    /// <summary>The hosts before this one, the first first; empty when nobody was seen to enter it in time.</summary>
    public IReadOnlyList<IpAddr> Before(IpAddr host, Timestamp now) =>
        _arrivals.TryGet(host, out var arrival) && now - arrival.Time <= options.ChainWithin && now >= arrival.Time ? arrival.Path : [];

    /// <summary>Whether somebody came to the host by a remote desktop moments ago.</summary>
    public bool IsByDesktop(IpAddr host, Timestamp now) =>
        _arrivals.TryGet(host, out var arrival) && arrival.Desktop != Timestamp.MinValue && now >= arrival.Desktop && now - arrival.Desktop <= options.DesktopChainWithin;

    /// <summary>Notes that the edge's target was entered; the first path that leads there stays.</summary>
    public void Enter(Edge edge)
    {
        if (edge.Before.Contains(edge.Target)) return; // going back is no new way
        var now = edge.Steps[0].Time;
        var arrival = _arrivals.GetOrAdd(edge.Target, static _ => new Arrival());
        if (edge.GivesHands) arrival.Desktop = Timestamp.Max(arrival.Desktop, edge.Steps.First(step => step.Act == RemoteAct.RdpOpened && step.Succeeded).Time);
        if (arrival.Path.Length > 0 && now - arrival.Time <= options.ChainWithin) return;
        arrival.Path = [.. edge.Before.TakeLast(LongestPath - 1), edge.Source];
        arrival.Time = now;
    }
}
