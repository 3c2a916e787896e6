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
    }

    /// <summary>The hosts before this one, the first first; empty when nobody was seen to enter it in time.</summary>
    public IReadOnlyList<IpAddr> Before(IpAddr host, Timestamp now) =>
        _arrivals.TryGet(host, out var arrival) && now - arrival.Time <= options.ChainWithin && now >= arrival.Time ? arrival.Path : [];

    /// <summary>Notes that the host was entered; the first path that leads there stays.</summary>
    public void Enter(IpAddr target, IReadOnlyList<IpAddr> before, IpAddr source, Timestamp now)
    {
        if (before.Contains(target)) return; // going back is no new way
        var arrival = _arrivals.GetOrAdd(target, static _ => new Arrival());
        if (arrival.Path.Length > 0 && now - arrival.Time <= options.ChainWithin) return;
        arrival.Path = [.. before.TakeLast(LongestPath - 1), source];
        arrival.Time = now;
    }
}
