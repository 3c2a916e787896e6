using NetSensor.Wire;

namespace NetSensor.Analyzers.Common;

/// <summary>How many hosts share a thing (a destination, a fingerprint, a tool): what everybody does is no secret channel.</summary>
/// <param name="capacity">Things remembered, and hosts; the one silent longest makes room.</param>
public sealed class Prevalence<TThing>(int capacity) where TThing : notnull
{
    private const int MostCounted = 32; // beyond this a thing is common in any network

    private readonly BoundedMap<TThing, List<IpAddr>> _hosts = new(capacity);
    private readonly BoundedMap<IpAddr, bool> _all = new(capacity);

    /// <summary>Hosts seen with anything at all.</summary>
    public int Hosts => _all.Count;

    /// <summary>Things and hosts that had to make room.</summary>
    public long Evictions => _hosts.Evictions + _all.Evictions;

    /// <summary>Notes that the host has this, and returns how many have (at most 32 are counted).</summary>
    public int Add(IpAddr host, TThing thing)
    {
        _all.GetOrAdd(host, static _ => true);
        var hosts = _hosts.GetOrAdd(thing, static _ => new List<IpAddr>(1));
        if (hosts.Count < MostCounted && !hosts.Contains(host)) hosts.Add(host);
        return hosts.Count;
    }

    /// <summary>How many hosts have this.</summary>
    public int Of(TThing thing) => _hosts.TryGet(thing, out var hosts) ? hosts.Count : 0;
}
