using NetSensor.Analyzers.Common;
using NetSensor.Wire;

namespace NetSensor.Analyzers.UnusualCountries;

/// <summary>What was learnt: with which countries each host, role, zone and the whole network have to do.</summary>
internal sealed class CountryHabits(UnusualCountryOptions options)
{
    private const int MaxGroups = 1024;       // zones and roles are named by people; a limit all the same
    private const int VisitorHalfLives = 2;   // who was there before that counts no longer

    private readonly BoundedMap<IpAddr, CountryProfile> _hosts = new(options.Hosts);
    private readonly BoundedMap<string, CountryProfile> _groups = new(MaxGroups); // "role/Server", "zone/dmz", "network"
    private readonly CountryVisitors _visitors = new(options.HalfLife * VisitorHalfLives);
    private readonly Func<IpAddr, CountryProfile> _newHost = _ => new CountryProfile(options.HalfLife);
    private readonly HashSet<IpAddr> _changedHosts = [];
    private readonly HashSet<string> _changedGroups = new(StringComparer.Ordinal);

    /// <summary>Key of the whole network among the groups.</summary>
    public const string Network = "network";

    /// <summary>When learning began; null before the first observation.</summary>
    public Timestamp? Since { get; set; }

    /// <summary>Hosts known.</summary>
    public int Hosts => _hosts.Count;

    /// <summary>Hosts that had to make room.</summary>
    public long Evictions => _hosts.Evictions + _groups.Evictions;

    /// <summary>What changed since it was last taken, hosts and groups by their keys.</summary>
    public (HashSet<IpAddr> Hosts, HashSet<string> Groups) Changed => (_changedHosts, _changedGroups);

    /// <summary>The habits of a host, empty for a new one.</summary>
    public CountryProfile Of(IpAddr host) => _hosts.GetOrAdd(host, _newHost);

    /// <summary>The habits of a group ("role/Server", "zone/dmz", <see cref="Network"/>), empty for a new one.</summary>
    public CountryProfile Of(string group) => _groups.GetOrAdd(group, _ => new CountryProfile(options.HalfLife));

    /// <summary>The habits of a host that is known; false for others, and for one that made room.</summary>
    public bool TryGet(IpAddr host, out CountryProfile profile) => _hosts.TryGet(host, out profile!);

    /// <summary>Hosts other than this one that had to do with the country lately.</summary>
    public int OthersThan(IpAddr host, string country, Timestamp now) => _visitors.OthersThan(host, country, now);

    /// <summary>Notes that a host was seen at work.</summary>
    public void NoteAwake(IpAddr host, Timestamp now)
    {
        Since ??= now;
        if (Of(host).NoteAwake(now, options.ObservationInterval)) _changedHosts.Add(host);
    }

    /// <summary>Counts an observation for the host and for all that it belongs to.</summary>
    public CountryRecord Observe(IpAddr host, CountryProfile profile, string country, IEnumerable<string> groups, Timestamp now)
    {
        Since ??= now;
        foreach (var group in groups)
        {
            Of(group).Observe(country, now);
            _changedGroups.Add(group);
        }
        _visitors.Add(country, host, now);
        _changedHosts.Add(host);
        return profile.Observe(country, now);
    }

    /// <summary>Takes back who went to a country, when a host's habits are recalled.</summary>
    public void NoteVisits(IpAddr host, CountryProfile profile)
    {
        foreach (var (country, record) in profile.Countries) _visitors.Add(country, host, record.Last);
    }
}
