using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Wire;

namespace NetSensor.Analyzers.UnusualCountries;

/// <summary>What was learnt: with which countries each host, role, zone and the whole network have to do.</summary>
internal sealed class CountryHabits
{
    private const int MaxGroups = 1024;       // zones and roles are named by people; a limit all the same
    private const int VisitorHalfLives = 2;   // who was there before that counts no longer

    private readonly UnusualCountryOptions _options;
    private readonly BoundedMap<IpAddr, CountryProfile> _hosts;
    private readonly BoundedMap<string, CountryProfile> _groups = new(MaxGroups); // "role/Server", "zone/dmz", "network"
    private readonly CountryVisitors _visitors;
    private readonly Func<IpAddr, CountryProfile> _newHost;
    private readonly KeptEntries<CountryProfile, KeptProfile> _keptHosts, _keptGroups;

    /// <summary>Nothing is learnt yet.</summary>
    public CountryHabits(UnusualCountryOptions options)
    {
        _options = options;
        _hosts = new BoundedMap<IpAddr, CountryProfile>(options.Hosts);
        _visitors = new CountryVisitors(options.HalfLife * VisitorHalfLives);
        _newHost = host => new CountryProfile(host, null, options.HalfLife);
        _keptHosts = Kept("host/", () => _hosts.Values, (host, kept) =>
        {
            var profile = Of(IpAddr.Parse(host));
            profile.Recall(kept);
            foreach (var (country, record) in profile.Countries) _visitors.Add(country, profile.Host, record.Last);
        });
        _keptGroups = Kept("group/", () => _groups.Values, (group, kept) => Of(group).Recall(kept));
    }

    /// <summary>Key of the whole network among the groups.</summary>
    public const string Network = "network";

    /// <summary>When learning began.</summary>
    public KeptMoment Since { get; } = new("since") { IsText = true };

    /// <summary>What is kept over a restart.</summary>
    public IReadOnlyList<IRemembered> Parts => [_keptHosts, _keptGroups, Since];

    /// <summary>Hosts known.</summary>
    public int Hosts => _hosts.Count;

    /// <summary>Hosts that had to make room.</summary>
    public long Evictions => _hosts.Evictions + _groups.Evictions;

    /// <summary>The habits of a host, empty for a new one.</summary>
    public CountryProfile Of(IpAddr host) => _hosts.GetOrAdd(host, _newHost);

    /// <summary>The habits of a group ("role/Server", "zone/dmz", <see cref="Network"/>), empty for a new one.</summary>
    public CountryProfile Of(string group) => _groups.GetOrAdd(group, made => new CountryProfile(default, made, _options.HalfLife));

    /// <summary>Hosts other than this one that had to do with the country lately.</summary>
    public int OthersThan(IpAddr host, string country, Timestamp now) => _visitors.OthersThan(host, country, now);

    /// <summary>Notes that a host was seen at work.</summary>
    public void NoteAwake(IpAddr host, Timestamp now)
    {
        Since.Begin(now);
        var profile = Of(host);
        if (profile.NoteAwake(now, _options.ObservationInterval)) _keptHosts.Changed(profile);
    }

    /// <summary>Counts an observation for the host and for all that it belongs to.</summary>
    public CountryRecord Observe(CountryProfile profile, string country, IEnumerable<string> groups, Timestamp now)
    {
        Since.Begin(now);
        foreach (var name in groups)
        {
            var group = Of(name);
            group.Observe(country, now);
            _keptGroups.Changed(group);
        }
        _visitors.Add(country, profile.Host, now);
        _keptHosts.Changed(profile);
        return profile.Observe(country, now);
    }

    /// <summary>Notes that something came to a story of the host.</summary>
    public void NoteStory(CountryProfile profile) => _keptHosts.Changed(profile);

    /// <summary>Notes that a story of the host was told; of a host that had to make room meanwhile nothing is kept.</summary>
    public void NoteTelling(IpAddr host)
    {
        if (_hosts.TryGet(host, out var profile)) _keptHosts.Changed(profile);
    }

    private static KeptEntries<CountryProfile, KeptProfile> Kept(string prefix, Func<IEnumerable<CountryProfile>> all, Action<string, KeptProfile> putBack) =>
        new(prefix, all) { Key = profile => profile.Key, Keep = profile => profile.Keep(), PutBack = putBack };
}
