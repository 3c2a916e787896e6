using NetSensor.Analyzers.Beaconing.Benign;
using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Beaconing.Channels;

/// <summary>Finds the contacts in events and puts each into all channels that it may belong to.</summary>
internal sealed class ContactSorter
{
    private const int MostChannels = 4; // of one connection

    private readonly ChannelBook _book;
    private readonly Neighbourhood _neighbours;
    private readonly HomeNetworks _home;
    private readonly BoundedMap<(IpAddr Address, ushort Port), OddServer> _servers;
    private readonly KeptEntries<OddServer, OddServer> _keptServers;
    private readonly Lookups _lookups;

    /// <summary>A sorter into these books.</summary>
    public ContactSorter(ChannelBook book, Neighbourhood neighbours, HomeNetworks home, BeaconOptions options)
    {
        (_book, _neighbours, _home) = (book, neighbours, home);
        _servers = new BoundedMap<(IpAddr, ushort), OddServer>(options.Candidates);
        _keptServers = new KeptEntries<OddServer, OddServer>("server/", () => _servers.Values)
        {
            Key = server => $"{server.Address}/{server.Port}",
            Keep = server => server,
            PutBack = (_, server) => _servers.GetOrAdd((server.Address, server.Port), _ => server),
        };
        _lookups = new Lookups(home, options);
    }

    private static HashedNames Names => HashedNames.OfThread;

    /// <summary>Odd servers, and domains asked for, that had to make room.</summary>
    public long Evictions => _servers.Evictions + _lookups.Evictions;

    /// <summary>Whether a channel of questions is one to which no connection followed; true of all others.</summary>
    public bool StandsAlone(Candidate candidate) => candidate.Key.Kind != ChannelKind.Lookups || _lookups.StandsAlone(candidate);

    /// <summary>What the TLS sessions to a server showed.</summary>
    public ServerTraits TraitsOf(FlowIdentity flow) => _servers.TryGet((flow.Responder, flow.ResponderPort), out var server) ? server.Traits : default;

    /// <summary>Takes back what was kept; false when the key is of something else.</summary>
    /// <exception cref="FormatException">The key is its own, and the value is not.</exception>
    public bool TryRecall(string key, ReadOnlySpan<byte> value) => _keptServers.TryRecall(key, value) || _lookups.TryRecall(key, value);

    /// <summary>Tells what changed since the last call.</summary>
    public void Save(IMemory memory, Timestamp now)
    {
        _keptServers.Save(memory);
        _lookups.Save(memory, now);
    }

    /// <summary>Takes in what happened.</summary>
    public void Add(SensorEvent happened)
    {
        switch (happened)
        {
            case FlowEvent { IsInterim: false, Flow: { } flow } ended: Add(ended, flow); break;
            case FlowRhythmEvent { Flow: { } flow } rhythm: Add(rhythm, flow); break;
            case TlsSessionEvent { Flow: { } flow } session: Add(session, flow); break;
            case HttpTransactionEvent { Flow: { } flow, Method: not null } asked: Add(asked, flow); break;
            case SmbFileEvent { Flow: { } flow, IsPipe: true, Name: not null, Status: null or 0 } opened: Add(opened, flow); break;
            case DnsTransactionEvent { SawQuery: true, Query.Length: > 0, Flow: { } flow } asked when !flow.Responder.IsMulticast: Add(asked, flow); break;
            case ArpEvent arp when _home.Contains(arp.SenderAddress): _neighbours.Awake(arp.SenderAddress, arp.Time, arp.Time); break;
        }
    }

    private void Add(FlowEvent ended, FlowIdentity flow)
    {
        _book.WatchedFrom.Begin(flow.Start);
        var inside = _home.Contains(flow.Responder);
        if (_home.Contains(flow.Originator)) _neighbours.Awake(flow.Originator, flow.Start, flow.Start + (ended.Duration ?? default));
        else if (inside) return; // somebody outside comes to us: that is no call home
        if (ended.DestinationName is { Length: > 0 } visited) _lookups.Visit(flow.Originator, Names.Of(visited).Domain, flow.Start);
        if (!CanBeacon(flow) || PeriodicServices.IsProtocol(ended, flow)) return;
        var contact = Contact.Of(ended, flow);
        var checkIn = CheckIn.Of(flow.Start, ended.Duration ?? default, ended.OriginatorBytes ?? 0, ended.ResponderBytes ?? 0) with { Places = PlacesOf(contact) };
        AddToAll(contact, checkIn, reachesOut: !inside);
    }

    /// <summary>The channel that explains best comes first; those behind it need not be judged while they have the same contacts.</summary>
    private void AddToAll(in Contact contact, in CheckIn checkIn, bool reachesOut)
    {
        Span<ChannelKey> keys = stackalloc ChannelKey[MostChannels];
        var source = StableHash.Of(contact.Flow.Originator);
        keys = keys[..KeysOf(contact, source, reachesOut, keys)];
        var best = Add(keys[0], source, checkIn, contact, keys);
        if (keys[0].Kind == ChannelKind.Endpoint) best?.Follow(null);
        Span<ChannelKey> others = stackalloc ChannelKey[MostChannels];
        var count = 0;
        foreach (ref readonly var key in keys[1..])
            if (best is null || !_book.TryNoteFollower(best, key)) others[count++] = key; // who follows has the contact already
        others = others[..count];
        _book.Fetch(others);
        foreach (ref readonly var key in others) Add(key, source, checkIn, contact, [])?.Follow(best);
    }

    private int KeysOf(in Contact contact, ulong source, bool reachesOut, Span<ChannelKey> keys)
    {
        var (flow, count) = (contact.Flow, 0);
        if (contact.Name is { } name)
        {
            ref readonly var named = ref Names.Of(name);
            keys[count++] = ChannelKey.Of(ChannelKind.Name, source, ChannelKey.ServiceOf(named.Hash, flow));
            if (named.IsBelow) keys[count++] = ChannelKey.Of(ChannelKind.Domain, source, named.Domain);
        }
        if (contact.Ja4 is { } ja4 && reachesOut)
            keys[count++] = ChannelKey.Of(ChannelKind.Client, source, StableHash.Join(Names.Of(ja4).Hash, contact.Asn is { } asn ? asn : ChannelKey.NetworkOf(flow.Responder)));
        keys[count++] = ChannelKey.Of(ChannelKind.Endpoint, source, ChannelKey.ServiceOf(StableHash.Of(flow.Responder), flow));
        return count;
    }

    private void Add(FlowRhythmEvent rhythm, FlowIdentity flow)
    {
        if (!CanBeacon(flow) || (_home.Contains(flow.Responder) && !_home.Contains(flow.Originator))) return;
        _book.WatchedFrom.Begin(flow.Start);
        var contact = new Contact(flow) { Name = rhythm.DestinationName, NameSource = rhythm.DestinationNameSource, Ja4 = rhythm.Ja4, Service = rhythm.Service };
        var target = StableHash.Join(contact.Name is { } name ? Names.Of(name).Hash : StableHash.Of(flow.Responder), flow.ResponderPort);
        var source = StableHash.Of(flow.Originator);
        if (_home.Contains(flow.Originator)) _neighbours.Awake(flow.Originator, rhythm.Bursts[0].Start, rhythm.Bursts[^1].Start);
        var (key, places) = (ChannelKey.Of(ChannelKind.Inside, source, target), PlacesOf(contact));
        var candidate = default(Candidate);
        foreach (var burst in rhythm.Bursts)
        {
            var checkIn = CheckIn.Of(burst.Start, default, burst.BytesOut, burst.BytesIn) with { Places = places };
            if (candidate is not null) _book.AddMore(candidate, checkIn);
            else candidate = Add(key, source, checkIn, contact, []);
        }
        candidate?.BeginBy(rhythm.OpenSince);
    }

    /// <summary>Behind a proxy or in front of many sites, the address is not all.</summary>
    private static uint PlacesOf(in Contact contact)
    {
        var place = default(CheckIn).To(contact.Flow.Responder);
        return (contact.Name is { } name ? place.At(Names.Of(name).Hash) : place).Places;
    }

    private void Add(TlsSessionEvent session, FlowIdentity flow)
    {
        if (session.ServerName is { } visited) _lookups.Visit(flow.Originator, Names.Of(visited).Domain, flow.Start);
        if (_home.Contains(flow.Responder)) return;
        var traits = ServerTraits.Of(session);
        if (traits.IsOdd) _keptServers.Changed(_servers.GetOrAdd((flow.Responder, flow.ResponderPort), key => new OddServer(key.Address, key.Port, traits, session.Time)));
        if (session.ServerCertificate is not { } certificate) return;
        var contact = new Contact(flow) { Name = certificate.CommonName ?? certificate.Subject, Ja4 = session.Ja4, Service = "ssl" };
        var names = StableHash.Join(Names.Of(certificate.Issuer).Hash, Names.Of(certificate.Subject).Hash); // it may be issued anew between two check-ins
        Add(ChannelKind.Certificate, StableHash.Of(flow.Originator), names, CheckIn.Of(flow.Start, default, 0, 0).To(flow.Responder), contact);
    }

    /// <summary>A client asks a proxy: by CONNECT, or for a URL that says where to (RFC 9112 §3.2).</summary>
    private void Add(HttpTransactionEvent asked, FlowIdentity flow)
    {
        var target = asked.Uri.AsSpan();
        if (asked.Method != "CONNECT")
        {
            if (!target.StartsWith("http://", StringComparison.OrdinalIgnoreCase)) return;
            target = target["http://".Length..];
            if (target.IndexOf('/') is var slash and >= 0) target = target[..slash];
        }
        if (target.IsEmpty) return;
        var contact = new Contact(flow) { Name = target.ToString(), NameSource = "http", Service = "http" };
        var checkIn = CheckIn.Of(asked.Started, default, asked.RequestBodyLength, asked.ResponseBodyLength).To(flow.Responder).At(StableHash.Of(WithoutPort(target)));
        Add(ChannelKind.Proxied, StableHash.Of(flow.Originator), StableHash.Of(target), checkIn, contact);
    }

    private void Add(SmbFileEvent opened, FlowIdentity flow)
    {
        var contact = new Contact(flow) { Name = opened.Name, Service = "smb" };
        var target = StableHash.Join(StableHash.Of(flow.Responder), StableHash.Of(opened.Name));
        Add(ChannelKind.Pipe, StableHash.Of(flow.Originator), target, CheckIn.Of(opened.Opened, default, opened.BytesWritten, opened.BytesRead).To(flow.Responder), contact);
    }

    /// <summary>An implant that speaks over the DNS asks for ever new names, or for the same one, and connects to none of them.</summary>
    private void Add(DnsTransactionEvent asked, FlowIdentity flow)
    {
        var contacts = _lookups.Take(asked, flow, Names.Of(asked.Query!), out var key, out var first);
        if (contacts == 0) return;
        _book.WatchedFrom.Begin(asked.Begin);
        var contact = new Contact(flow) { Name = Names.Of(asked.Query!).DomainText, NameSource = "dns", Service = "dns" };
        if (contacts > 1)
        {
            _book.Add(key, first, contact, [], out var isNew);
            if (isNew) _neighbours.Add(key, StableHash.Of(flow.Originator), contact, first.Start);
        }
        _book.Add(key, CheckIn.Of(asked.Begin, default, asked.Query!.Length, asked.Answers!.Sum(answer => answer.Length)).At(key.Hash), contact, [], out _);
    }

    private static ReadOnlySpan<char> WithoutPort(ReadOnlySpan<char> authority) => authority.LastIndexOf(':') is > 0 and var colon && !authority[colon..].Contains(']') ? authority[..colon] : authority;

    /// <returns>The candidate that the channel is by now; null while it has few contacts.</returns>
    private Candidate? Add(ChannelKind kind, ulong source, ulong target, in CheckIn checkIn, in Contact contact) => Add(ChannelKey.Of(kind, source, target), source, checkIn, contact, []);

    /// <param name="key">Of the channel.</param>
    /// <param name="source">Hash of who makes the contact.</param>
    /// <param name="checkIn">Time and sizes.</param>
    /// <param name="contact">What else it shows.</param>
    /// <param name="reached">All channels that the contact comes to, of one that others may follow.</param>
    private Candidate? Add(in ChannelKey key, ulong source, in CheckIn checkIn, in Contact contact, ReadOnlySpan<ChannelKey> reached)
    {
        var candidate = _book.Add(key, checkIn, contact, reached, out var isNew);
        if (isNew) _neighbours.Add(key, source, contact, checkIn.Start);
        return candidate;
    }

    private static bool CanBeacon(FlowIdentity flow) =>
        flow.Transport is Transport.Tcp or Transport.Udp
        && !flow.Responder.IsMulticast
        && !(flow.Responder.IsIPv4 && flow.Responder.IPv4Value == uint.MaxValue);
}
