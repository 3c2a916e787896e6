using NetSensor.Analyzers.Common;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Beaconing.Channels;

/// <summary>Who else does so: how many hosts go to a target, use a fingerprint, speak to a country; and in which hours each host is awake.</summary>
internal sealed class Neighbourhood(BeaconOptions options)
{
    private readonly CompactTable<Reach> _reaches = new(options.Destinations);
    private readonly BoundedMap<IpAddr, WakingHours> _hosts = new(options.Hosts);
    private readonly HashSet<IpAddr> _unsaved = []; // no more than hosts
    private int _back;
    private int _rememberedHosts;
    private Timestamp _rememberedFrom;

    private enum Trait : byte { Client = 101, ClientOfDomain, Country, System, Asked }

    /// <summary>What had to make room.</summary>
    public long Evictions => _reaches.Evictions + _hosts.Evictions;

    /// <summary>Hosts of ours that were seen, also before a restart.</summary>
    public int Hosts => Math.Max(_hosts.Count, _rememberedHosts);

    /// <summary>Whether it can be told what is rare among hosts: what they speak to and with is not kept over a restart, until half of them came back.</summary>
    public bool KnowsTraits => 2 * _back >= Hosts;

    /// <summary>A host is awake.</summary>
    public void Awake(IpAddr host, Timestamp from, Timestamp to)
    {
        if (!_hosts.TryGet(host, out var hours))
        {
            var isOld = _hosts.Count < _rememberedHosts; // after a restart, who comes back was there before
            hours = _hosts.GetOrAdd(host, _ => new WakingHours { First = isOld ? _rememberedFrom : new Timestamp(long.MaxValue) });
        }
        if (!hours.IsBack)
        {
            hours.IsBack = true;
            _back++;
        }
        var wasUnsaved = hours.IsUnsaved;
        hours.Note(from, to);
        if (hours.IsUnsaved && !wasUnsaved) _unsaved.Add(host);
    }

    /// <summary>The hosts of which something was noted since the last call, with their waking hours.</summary>
    public IEnumerable<(IpAddr Host, WakingHours Hours)> TakeUnsaved()
    {
        foreach (var host in _unsaved)
            if (_hosts.TryGet(host, out var hours)) yield return (host, hours);
        _unsaved.Clear();
    }

    /// <summary>Takes in the waking hours of a host as they were kept.</summary>
    public void Recall(IpAddr host, WakingHours hours) => _hosts.GetOrAdd(host, _ => hours);

    /// <summary>Whether a host was asleep for a part of the time between two moments.</summary>
    public Func<Timestamp, Timestamp, bool>? SleepOf(IpAddr host) => _hosts.TryGet(host, out var hours) ? hours.Slept : null;

    /// <summary>When a host was seen first; null of one that is not known.</summary>
    public Timestamp? FirstSeen(IpAddr host) => _hosts.TryGet(host, out var hours) ? hours.First : null;

    /// <summary>A host has a channel that it did not have before: it counts for the target and for what the contact shows.</summary>
    public void Add(in ChannelKey key, ulong host, in Contact contact, Timestamp at)
    {
        Count(key.Target, host, at);
        switch (key.Kind)
        {
            case ChannelKind.Client:
                Count(Of(Trait.Client, contact.Ja4), host, at);
                break;
            case ChannelKind.Name when contact.Ja4 is { } ja4:
                Count(OfDomain(contact.Name!, ja4), host, at);
                break;
            case ChannelKind.Endpoint:
                if (contact.Country is { } country) Count(Of(Trait.Country, country), host, at);
                if (contact.Asn is { } asn) Count(Of(Trait.System, asn), host, at);
                Count(Asked(host, contact.Flow.ResponderPort), StableHash.Of(contact.Flow.Responder), at);
                break;
        }
    }

    /// <summary>Hosts that go to a target.</summary>
    public Reach Of(in ChannelKey key) => Find(key.Target);

    /// <summary>Hosts that have this TLS client.</summary>
    public int HostsWith(string ja4) => Find(Of(Trait.Client, ja4)).Hosts;

    /// <summary>Hosts that go to this name's domain with this TLS client.</summary>
    public int HostsWith(string ja4, string name) => Find(OfDomain(name, ja4)).Hosts;

    /// <summary>Hosts that speak to a country.</summary>
    public int HostsTo(string country) => Find(Of(Trait.Country, country)).Hosts;

    /// <summary>Hosts that speak to an autonomous system.</summary>
    public int HostsTo(uint asn) => Find(Of(Trait.System, asn)).Hosts;

    /// <summary>How many machines this host asks on the same port.</summary>
    public int MachinesAsked(IpAddr host, ushort port) => Find(Asked(StableHash.Of(host), port)).Hosts;

    /// <summary>Takes in what was kept of a target.</summary>
    public void Recall(ulong target, (ulong Hosts, uint Since) kept) => _reaches.GetOrAdd(target, out _).Join(kept);

    /// <summary>Hosts that go to the name that a contact shows; 0 when it shows none.</summary>
    public int HostsAtName(in Contact contact) =>
        contact.Name is { } name ? Find(ChannelKey.Of(ChannelKind.Name, 0, ChannelKey.ServiceOf(StableHash.Of(name), contact.Flow)).Target).Hosts : 0;

    /// <summary>Takes in how many hosts there were before the restart, and since when they were watched.</summary>
    public void RecallHosts(int hosts, Timestamp watchedFrom) => (_rememberedHosts, _rememberedFrom) = (hosts, watchedFrom);

    private void Count(ulong what, ulong host, Timestamp at) => _reaches.GetOrAdd(what, out _).Add(host, at);

    private Reach Find(ulong what)
    {
        ref var found = ref _reaches.Find(what);
        return System.Runtime.CompilerServices.Unsafe.IsNullRef(ref found) ? default : found;
    }

    private static ulong Of(Trait trait, string? text) => StableHash.Join((ulong)trait, StableHash.Of(text));

    private static ulong Of(Trait trait, uint number) => StableHash.Join((ulong)trait, number);

    private static ulong OfDomain(string name, string ja4) =>
        StableHash.Join((ulong)Trait.ClientOfDomain, StableHash.Join(StableHash.Of(RegistrableDomain.Of(name)), StableHash.Of(ja4)));

    private static ulong Asked(ulong host, ushort port) => StableHash.Join((ulong)Trait.Asked, StableHash.Join(host, port));
}
