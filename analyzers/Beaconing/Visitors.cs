using NetSensor.Analyzers.Common;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Beaconing;

/// <summary>Which hosts open connections at all, and how many of them go to a destination: what everybody does is no secret channel.</summary>
internal sealed class Visitors(BeaconOptions options)
{
    private const int MostCounted = 64; // beyond this a destination is common property in any network

    private readonly BoundedMap<DestinationKey, HashSet<IpAddr>> _visitors = new(options.Destinations);
    private readonly BoundedMap<IpAddr, bool> _hosts = new(options.Destinations);

    public int Hosts => _hosts.Count;

    public void Add(IpAddr source, DestinationKey destination)
    {
        _hosts.GetOrAdd(source, static _ => true);
        var visitors = _visitors.GetOrAdd(destination, static _ => []);
        if (visitors.Count < MostCounted) visitors.Add(source);
    }

    public int Of(DestinationKey destination) => _visitors.TryGet(destination, out var visitors) ? visitors.Count : 0;

    public double ShareOf(DestinationKey destination) => Hosts == 0 ? 0 : Of(destination) / (double)Hosts;

    public bool IsCommon(DestinationKey destination) =>
        Of(destination) is var count && (count >= MostCounted || (count >= options.CommonSources && count >= options.CommonShare * Hosts));
}
