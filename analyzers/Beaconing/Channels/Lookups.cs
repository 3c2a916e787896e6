using System.Runtime.CompilerServices;
using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Analyzers.DnsTunnels;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Beaconing.Channels;

/// <summary>
/// Questions that nothing follows: who asks for names below a domain again and again and never connects there speaks with the name server of that domain. Knows which domains each host went to,
/// and leaves out what is asked without a connection by design.
/// </summary>
internal sealed class Lookups
{
    private const int FewIdle = 20;          // domains that a host may ask for and not go to…
    private const int IdlePerVisited = 3;    // …or so many times those that it goes to: beyond both it asks for others, or tests name servers
    private const int NoError = 0;

    private readonly HomeNetworks _home;
    private readonly CompactTable<Lookup> _domains;
    private readonly KeptTable<Lookup> _keptDomains;
    private readonly BoundedMap<IpAddr, Tally> _hosts;
    private readonly KeptEntries<Tally, int[]> _keptHosts;
    private readonly NameServers _nameServers;
    private readonly IRemembered _keptServers;

    /// <summary>Nobody asked for anything yet.</summary>
    public Lookups(HomeNetworks home, BeaconOptions options)
    {
        _home = home;
        _domains = new CompactTable<Lookup>(options.Channels / 4);
        _keptDomains = new KeptTable<Lookup>("lookup/", _domains);
        _hosts = new BoundedMap<IpAddr, Tally>(options.Hosts);
        _keptHosts = new KeptEntries<Tally, int[]>("asker/", () => _hosts.Values) { Key = tally => tally.Host.ToString(), Keep = tally => [tally.Idle, tally.Visited], PutBack = PutBack };
        _nameServers = new NameServers(home, options.Hosts);
        _keptServers = _nameServers.KeptAs("name server/");
    }

    /// <summary>What had to make room: domains, hosts, name servers.</summary>
    public long Evictions => _domains.Evictions + _hosts.Evictions + _nameServers.Evictions;

    /// <summary>A host asked for a name: the contacts that this makes, in the order of time. None when it goes there, two when the first question is a contact only now that a second one came.</summary>
    public int Take(DnsTransactionEvent asked, FlowIdentity flow, in HashedName query, out ChannelKey key, out CheckIn first)
    {
        (key, first) = (default, default);
        var isOurs = _nameServers.Note(asked, flow);
        key = KeyOf(flow.Originator, query.Domain);
        ref var lookup = ref _domains.Find(key.Hash);
        if (!Unsafe.IsNullRef(ref lookup) && lookup.IsFollowed) return 0; // most are
        if (!_home.Contains(flow.Originator) || !IsJudged(asked, query) || (!isOurs && _nameServers.Contains(flow.Originator))) return 0;
        lookup = ref _domains.GetOrAdd(key.Hash, out var isNew);
        if (isNew)
        {
            lookup.First = asked.Begin;
            _keptDomains.Changed(key.Hash, ref lookup);
            Count(flow.Originator, asked.Begin, idle: 1, visited: 0);
            return 0;
        }
        first = CheckIn.Of(lookup.First, default, asked.Query!.Length, 0).At(key.Hash); // no connection follows: it is of no other traffic
        var contacts = lookup.IsContact ? 1 : 2;
        lookup.IsContact = true;
        _keptDomains.Changed(key.Hash, ref lookup);
        return contacts;
    }

    /// <summary>A host connects to a name below this domain.</summary>
    public void Visit(IpAddr host, ulong domain, Timestamp at)
    {
        var key = KeyOf(host, domain).Hash;
        ref var lookup = ref _domains.Find(key);
        if (Unsafe.IsNullRef(ref lookup) || lookup.IsFollowed) return;
        lookup.IsFollowed = true;
        _keptDomains.Changed(key, ref lookup);
        Count(host, at, idle: -1, visited: 1);
    }

    /// <summary>Whether no connection followed, of a host that mostly goes where it asks for.</summary>
    public bool StandsAlone(Candidate candidate)
    {
        ref var lookup = ref _domains.Find(candidate.Key.Hash);
        if (!Unsafe.IsNullRef(ref lookup) && lookup.IsFollowed) return false;
        return !_nameServers.Contains(candidate.Source) && (!_hosts.TryGet(candidate.Source, out var tally) || tally.Idle <= Math.Max(FewIdle, IdlePerVisited * tally.Visited));
    }

    /// <summary>Takes back what was kept; false when the key is of something else.</summary>
    /// <exception cref="FormatException">The key is its own, and the value is not.</exception>
    public bool TryRecall(string key, ReadOnlySpan<byte> value) => _keptDomains.TryRecall(key, value) || _keptHosts.TryRecall(key, value) || _keptServers.TryRecall(key, value);

    /// <summary>Tells what changed since the last call.</summary>
    public void Save(IMemory memory, Timestamp now)
    {
        _keptDomains.Save(memory, now);
        _keptHosts.Save(memory);
        _keptServers.Save(memory);
    }

    private static ChannelKey KeyOf(IpAddr host, ulong domain) => ChannelKey.Of(ChannelKind.Lookups, StableHash.Of(host), domain);

    private void Count(IpAddr host, Timestamp at, int idle, int visited)
    {
        var tally = _hosts.GetOrAdd(host, static known => new Tally(known));
        (tally.Idle, tally.Visited, tally.Last) = (tally.Idle + idle, tally.Visited + visited, Timestamp.Max(tally.Last, at));
        _keptHosts.Changed(tally);
    }

    private void PutBack(string host, int[] kept)
    {
        if (kept is not [var idle, var visited]) throw new FormatException("no tally");
        _hosts.GetOrAdd(IpAddr.Parse(host), known => new Tally(known) { Idle = idle, Visited = visited });
    }

    /// <summary>Not those that found nothing or something inside, services announced by their names (RFC 2782), addresses written as names, block lists and reputation.</summary>
    private bool IsJudged(DnsTransactionEvent asked, in HashedName query) =>
        asked is { ResponseCode: NoError, Answers.Count: > 0 } && asked.Query![0] != '_'
        && query.DomainText is var domain && domain.Contains('.', StringComparison.Ordinal) && !domain.EndsWith("arpa", StringComparison.OrdinalIgnoreCase)
        && !LookUps.IsKnown(query) && !(asked.Addresses is [var found, ..] && _home.Contains(found.Address));

    /// <summary>Domains that a host asked for and did not go to, and those that it did.</summary>
    private sealed class Tally(IpAddr host) : IKept
    {
        public int Idle, Visited;

        public IpAddr Host { get; } = host;
        public Timestamp Last { get; set; }
        public bool IsUnsaved { get; set; }
    }

    /// <summary>What is known of a host and a domain.</summary>
    private struct Lookup : IPackedEntry<Lookup>
    {
        public Timestamp First;
        public bool IsFollowed, IsContact;

        public readonly long Worth => (IsContact ? 1L << 62 : 0) + First.Nanoseconds / 2; // what may be a beacon stays, then what is young
        public bool IsUnsaved { get; set; }
        public readonly bool IsKept => true;
        public readonly bool IsWorthy => IsContact;

        public readonly void Write(BinaryWriter writer)
        {
            writer.Write(First.Nanoseconds);
            writer.Write((byte)((IsFollowed ? 1 : 0) | (IsContact ? 2 : 0)));
        }

        public void Join(BinaryReader reader)
        {
            var first = new Timestamp(reader.ReadInt64());
            var flags = reader.ReadByte();
            First = First == default || first < First ? first : First;
            (IsFollowed, IsContact) = (IsFollowed || (flags & 1) != 0, IsContact || (flags & 2) != 0);
        }
    }
}
