using System.Text;
using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Beaconing.Channels;

/// <summary>Who else does so: how many hosts go to a target, use a fingerprint, speak to a country; and in which hours each host is awake.</summary>
internal sealed class Neighbourhood
{
    private const string HostKey = "host/", ReachKey = "reach/";

    private readonly CompactTable<Reach> _reaches;
    private readonly KeptTable<Reach> _keptReaches;
    private readonly BoundedMap<IpAddr, WakingHours> _hosts;
    private readonly HashSet<IpAddr> _unsaved = []; // no more than hosts

    /// <summary>Nobody is known yet.</summary>
    public Neighbourhood(BeaconOptions options)
    {
        _reaches = new CompactTable<Reach>(options.Destinations);
        _keptReaches = new KeptTable<Reach>(ReachKey, _reaches);
        _hosts = new BoundedMap<IpAddr, WakingHours>(options.Hosts);
    }

    private enum Trait : byte { Client = 101, ClientOfDomain, Country, System, Asked }

    /// <summary>What had to make room.</summary>
    public long Evictions => _reaches.Evictions + _hosts.Evictions;

    /// <summary>Hosts of ours that were seen, also before a restart.</summary>
    public int Hosts => _hosts.Count;

    /// <summary>A host is awake.</summary>
    public void Awake(IpAddr host, Timestamp from, Timestamp to)
    {
        var hours = _hosts.GetOrAdd(host, static _ => new WakingHours());
        var wasUnsaved = hours.IsUnsaved;
        hours.Note(from, to);
        if (hours.IsUnsaved && !wasUnsaved) _unsaved.Add(host);
    }

    /// <summary>Takes back what was kept; false when the key is of something else.</summary>
    /// <exception cref="FormatException">The key is its own, and the value is not.</exception>
    public bool TryRecall(string key, ReadOnlySpan<byte> value)
    {
        if (!key.StartsWith(HostKey, StringComparison.Ordinal)) return _keptReaches.TryRecall(key, value);
        using var reader = new BinaryReader(new MemoryStream(value.ToArray()), Encoding.UTF8);
        var (host, hours) = (IpAddr.Parse(key[HostKey.Length..]), WakingHours.Read(reader));
        _hosts.GetOrAdd(host, _ => hours);
        return true;
    }

    /// <summary>Tells what changed since the last call.</summary>
    public void Save(IMemory memory, Timestamp now)
    {
        using var value = new MemoryStream();
        using var writer = new BinaryWriter(value, Encoding.UTF8);
        _unsaved.TellTo(memory, host =>
        {
            if (!_hosts.TryGet(host, out var hours)) return;
            value.SetLength(0);
            hours.Write(writer);
            if (!memory.KeepsNothing) memory.Keep(HostKey + host, value.GetBuffer().AsSpan(0, (int)value.Length), now);
        });
        _keptReaches.Save(memory, now);
    }

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

    /// <summary>Hosts that go to the name that a contact shows; 0 when it shows none.</summary>
    public int HostsAtName(in Contact contact) =>
        contact.Name is { } name ? Find(ChannelKey.Of(ChannelKind.Name, 0, ChannelKey.ServiceOf(StableHash.Of(name), contact.Flow)).Target).Hosts : 0;

    private void Count(ulong what, ulong host, Timestamp at)
    {
        ref var reach = ref _reaches.GetOrAdd(what, out _);
        if (reach.Add(host, at)) _keptReaches.Changed(what, ref reach);
    }

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
