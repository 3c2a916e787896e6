using NetSensor.Analyzers.Common;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Beaconing;

/// <summary>Which hosts open connections at all, and which of them go to a destination: what everybody does is no secret channel.</summary>
internal sealed class Visitors(BeaconOptions options)
{
    private const int MostCounted = 64; // beyond this a destination is common property in any network

    private readonly BoundedMap<DestinationKey, VisitorSet> _visitors = new(options.Destinations);
    private readonly BoundedMap<IpAddr, bool> _hosts = new(options.Destinations);

    public int Hosts => _hosts.Count;

    /// <summary>Notes that the host goes there, and returns all who do; the set grows as others follow.</summary>
    public VisitorSet Add(IpAddr source, DestinationKey destination)
    {
        _hosts.GetOrAdd(source, static _ => true);
        var visitors = _visitors.GetOrAdd(destination, static _ => new VisitorSet());
        if (visitors.Count < MostCounted) visitors.Add(source);
        return visitors;
    }

    public double ShareOf(VisitorSet visitors) => Hosts == 0 ? 0 : visitors.Count / (double)Hosts;

    public bool AreCommon(VisitorSet visitors) =>
        visitors.Count >= MostCounted || (visitors.Count >= options.CommonSources && visitors.Count >= options.CommonShare * Hosts);
}
