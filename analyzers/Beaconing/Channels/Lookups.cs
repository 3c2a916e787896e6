using System.Runtime.CompilerServices;
using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.DnsTunnels;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Beaconing.Channels;

/// <summary>
/// Questions that nothing follows: who asks for names below a domain again and again and never connects there speaks with the name server of that domain. Knows which domains each host went to,
/// and leaves out what is asked without a connection by design.
/// </summary>
internal sealed class Lookups(HomeNetworks home, BeaconOptions options)
{
    private const int FewIdle = 20;          // domains that a host may ask for and not go to…
    private const int IdlePerVisited = 3;    // …or so many times those that it goes to: beyond both it asks for others, or tests name servers
    private const int NoError = 0;

    private readonly CompactTable<Lookup> _domains = new(options.Channels / 4);
    private readonly BoundedMap<IpAddr, Tally> _hosts = new(options.Hosts);
    private readonly NameServers _nameServers = new(home, options.Hosts);

    /// <summary>What had to make room: domains, hosts, name servers.</summary>
    public long Evictions => _domains.Evictions + _hosts.Evictions + _nameServers.Evictions;

    /// <summary>A host asked for a name: the contacts that this makes, in the order of time. None when it goes there, two when the first question is a contact only now that a second one came.</summary>
    public int Take(DnsTransactionEvent asked, FlowIdentity flow, ReadOnlySpan<char> domain, out ChannelKey key, out CheckIn first)
    {
        (key, first) = (default, default);
        var isOurs = _nameServers.Note(asked, flow);
        if (!home.Contains(flow.Originator) || !IsJudged(asked, domain) || (!isOurs && _nameServers.Contains(flow.Originator))) return 0;
        key = KeyOf(flow.Originator, StableHash.Of(domain));
        ref var lookup = ref _domains.GetOrAdd(key.Hash, out var isNew);
        if (lookup.IsFollowed) return 0;
        if (isNew)
        {
            lookup.First = asked.Begin;
            TallyOf(flow.Originator).Idle++;
            return 0;
        }
        first = CheckIn.Of(lookup.First, default, asked.Query!.Length, 0);
        var contacts = lookup.IsContact ? 1 : 2;
        lookup.IsContact = true;
        return contacts;
    }

    /// <summary>A host connects to a name below this domain.</summary>
    public void Visit(IpAddr host, ulong domain)
    {
        ref var lookup = ref _domains.Find(KeyOf(host, domain).Hash);
        if (Unsafe.IsNullRef(ref lookup) || lookup.IsFollowed) return;
        lookup.IsFollowed = true;
        var tally = TallyOf(host);
        (tally.Idle, tally.Visited) = (tally.Idle - 1, tally.Visited + 1);
    }

    /// <summary>Whether no connection followed, of a host that mostly goes where it asks for.</summary>
    public bool StandsAlone(Candidate candidate)
    {
        ref var lookup = ref _domains.Find(candidate.Key.Hash);
        if (!Unsafe.IsNullRef(ref lookup) && lookup.IsFollowed) return false;
        return !_nameServers.Contains(candidate.Source) && (!_hosts.TryGet(candidate.Source, out var tally) || tally.Idle <= Math.Max(FewIdle, IdlePerVisited * tally.Visited));
    }

    private static ChannelKey KeyOf(IpAddr host, ulong domain) => ChannelKey.Of(ChannelKind.Lookups, StableHash.Of(host), domain);

    private Tally TallyOf(IpAddr host) => _hosts.GetOrAdd(host, static _ => new Tally());

    /// <summary>Not those that found nothing or something inside, services announced by their names (RFC 2782), addresses written as names, block lists and reputation.</summary>
    private bool IsJudged(DnsTransactionEvent asked, ReadOnlySpan<char> domain) =>
        asked is { ResponseCode: NoError, Answers.Count: > 0 } && domain.Contains('.') && asked.Query![0] != '_' && !domain.EndsWith("arpa", StringComparison.OrdinalIgnoreCase)
        && !LookUps.IsKnown(asked.Query) && !(asked.Addresses is [var found, ..] && home.Contains(found.Address));

    /// <summary>Domains that a host asked for and did not go to, and those that it did.</summary>
    private sealed class Tally
    {
        public int Idle, Visited;
    }

    /// <summary>What is known of a host and a domain.</summary>
    private struct Lookup : ICompactEntry
    {
        public Timestamp First;
        public bool IsFollowed, IsContact;

        public readonly long Worth => (IsContact ? 1L << 62 : 0) + First.Nanoseconds / 2; // what may be a beacon stays, then what is young
    }
}
