using NetSensor.Analyzers.Common.Memory;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Common;

/// <summary>How many hosts share a thing (a destination, a fingerprint, a tool): what everybody does is no secret channel.</summary>
/// <param name="capacity">Things remembered, and hosts; the one silent longest makes room.</param>
public sealed class Prevalence<TThing>(int capacity) where TThing : notnull
{
    private const int MostCounted = 32; // beyond this a thing is common in any network

    private readonly BoundedMap<TThing, Sharers> _hosts = new(capacity);
    private readonly BoundedMap<IpAddr, bool> _all = new(capacity);
    private KeptEntries<Sharers, IpAddr[]>? _kept;

    /// <summary>Hosts seen with anything at all.</summary>
    public int Hosts => _all.Count;

    /// <summary>Things and hosts that had to make room.</summary>
    public long Evictions => _hosts.Evictions + _all.Evictions;

    /// <summary>Notes that the host has this, and returns how many have (at most 32 are counted).</summary>
    public int Add(IpAddr host, TThing thing, Timestamp at)
    {
        var sharers = _hosts.GetOrAdd(thing, static thing => new Sharers(thing));
        if (Note(sharers, host))
        {
            sharers.Last = Timestamp.Max(sharers.Last, at);
            _kept?.Changed(sharers);
        }
        return sharers.Hosts.Count;
    }

    /// <summary>How many hosts have this.</summary>
    public int Of(TThing thing) => _hosts.TryGet(thing, out var sharers) ? sharers.Hosts.Count : 0;

    /// <summary>Has it kept over a restart. A host that has nothing but what 32 others have before it is not remembered.</summary>
    /// <param name="prefix">Begins its keys, and no others of the detector.</param>
    /// <param name="text">A thing as a key.</param>
    /// <param name="thing">The thing of a key.</param>
    internal IRemembered KeptAs(string prefix, Func<TThing, string> text, Func<string, TThing> thing) => _kept = new KeptEntries<Sharers, IpAddr[]>(prefix, () => _hosts.Values)
    {
        Key = sharers => text(sharers.Thing),
        Keep = sharers => sharers.Hosts.ToArray(),
        PutBack = (key, hosts) =>
        {
            var sharers = _hosts.GetOrAdd(thing(key), static thing => new Sharers(thing));
            foreach (var host in hosts) Note(sharers, host); // nothing of that is news: it is kept already
        },
    };

    private bool Note(Sharers sharers, IpAddr host)
    {
        var isKnown = sharers.Hosts.Contains(host);
        if (!isKnown || _all.Count >= _all.Capacity / 2) _all.GetOrAdd(host, static _ => true); // while there is room, nobody need know who was silent longest
        if (isKnown || sharers.Hosts.Count == MostCounted) return false;
        sharers.Hosts.Add(host);
        return true;
    }

    private sealed class Sharers(TThing thing) : IKept
    {
        public SmallSet<IpAddr> Hosts;
        public TThing Thing { get; } = thing;
        public Timestamp Last { get; set; }
        public bool IsUnsaved { get; set; }
    }
}
