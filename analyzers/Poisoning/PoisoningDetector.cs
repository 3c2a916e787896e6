using NetSensor.Analyzers.Attack;
using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Poisoning;

/// <summary>Finds hosts that come between others: by answering to their names, by claiming their addresses, by serving addresses or routes beside the known ones.</summary>
public sealed class PoisoningDetector : IDetector, ILearner
{
    internal const string Name = "poisoning";

    private const int Llmnr = 5355, MulticastDns = 5353, Offer = 2, Acknowledgement = 5, RouterSolicitation = 133, RouterAdvertisement = 134;
    private const int LateRouterLeast = 40; // IPv6 that is switched on is no attack
    private const string ProxyName = "wpad";

    private readonly PoisoningOptions _options;
    private readonly DetectorContext _context;
    private readonly AddressClaims _claims;
    private readonly NamesAnswered _names;
    private readonly NetworkServers _servers;
    private readonly AddressGivers _givers;
    private readonly RouterSearches _searches;
    private readonly KeptMap<IpAddr, Router> _routers;
    private readonly KeptMap<string, Told> _told;
    private readonly DetectorMemory _memory;
    private readonly Dictionary<string, Detection> _found = new(StringComparer.Ordinal);

    /// <summary>A detector that knows nothing yet.</summary>
    public PoisoningDetector(PoisoningOptions options, DetectorContext context)
    {
        (_options, _context) = (options, context);
        (_claims, _names, _servers) = (new AddressClaims(options), new NamesAnswered(options), new NetworkServers(options));
        (_givers, _searches) = (new AddressGivers(options, context), new RouterSearches(options));
        _routers = new KeptMap<IpAddr, Router>("router ", options.Hosts, router => router.ToString(), IpAddr.Parse);
        _told = new KeptMap<string, Told>("told ", options.Hosts, id => id, id => id);
        _memory = new DetectorMemory([.. _claims.Parts, _names.Part, _servers.Part, _givers.Part, _searches.Part, _routers, _told]);
    }

    /// <summary>A router; that it is one is all that is known of it.</summary>
    internal sealed class Router;

    internal sealed class Told
    {
        private Telling _telling;

        public KeptTelling? Telling { get => KeptTelling.Of(_telling); set => _telling = KeptTelling.Again(value); }

        /// <summary>How often it was told with this time; null when this time is no news.</summary>
        public int? Tell(Detection finding) => _telling.IsDue(finding.Severity, finding.Evidence[0].Value) ? _telling.Times : null;
    }

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new(Name, "Hosts that come between others by names, addresses, leases or routes that are not theirs",
        ["ArpEvent", "DnsTransactionEvent", "NetBiosNameEvent", "DhcpMessageEvent", "Dhcp6MessageEvent", "NeighbourEvent"])
    {
        Techniques = AttackCatalog.Find([.. PoisoningKind.All.Select(kind => kind.Technique).Distinct()]),
    };

    /// <inheritdoc/>
    public long Evictions => _claims.Evictions + _names.Evictions + _servers.Evictions + _givers.Evictions;

    /// <inheritdoc/>
    public string MemoryName => Name;

    /// <inheritdoc/>
    public int MemoryVersion => 2;

    /// <inheritdoc/>
    public void OnEvent(SensorEvent happened, IDetectionSink detections)
    {
        switch (happened)
        {
            case ArpEvent { Kind: not ArpKind.Probe } arp: OnClaim(arp); break;
            case DnsTransactionEvent { SawReply: true, Query: { } name, Addresses: { Count: > 0 } addresses, Flow: { } flow }: OnAddresses(name, addresses, flow, happened.Time); break;
            case NetBiosNameEvent { Operation: "answer" } netBios when netBios.Sender == netBios.Owner:
                foreach (var entry in netBios.Names) OnAnswer(netBios.Sender, entry.Name, happened.Time);
                break;
            case DhcpMessageEvent { FromClient: false, MessageType: Offer or Acknowledgement } lease: OnLease(lease); break;
            case Dhcp6MessageEvent lease when !_routers.TryGet(lease.Sender, out _): Find(_givers.Note(lease, _searches.IsVain(NetworkOf(lease.Flow), lease.Time))); break;
            case NeighbourEvent { Type: RouterSolicitation } search: _searches.Note(NetworkOf(search.Flow), search.Time); break;
            case NeighbourEvent { Type: RouterAdvertisement, RouterLifetime: { } lifetime } router when lifetime > TimeSpan.Zero: OnRouter(router); break;
        }
    }

    /// <inheritdoc/>
    public void OnTick(Timestamp now, IDetectionSink detections)
    {
        if (_found.Count == 0) return;
        foreach (var finding in _found.Values)
        {
            if (_told.GetOrAdd(finding.Id).Tell(finding) is not { } times) continue;
            _told.Changed(finding.Id, now);
            detections.Report(finding with { Time = now, Count = times });
        }
        _found.Clear();
    }

    /// <inheritdoc/>
    public void Recall(string key, ReadOnlySpan<byte> value) => _memory.Recall(key, value);

    /// <inheritdoc/>
    public void Save(IMemory memory) => _memory.Save(memory);

    private void OnClaim(ArpEvent arp)
    {
        if (_claims.Note(arp.Vlan, arp.SenderAddress, arp.SenderMac, arp.Time) is not { } newcomer) return;
        var isRouter = _routers.TryGet(arp.SenderAddress, out _) || _context.Hosts.Find(arp.SenderAddress)?.Role == HostRole.Infrastructure;
        var others = Math.Max(0, _claims.ContestedBy(newcomer) - 1);
        var own = _claims.AddressOf(newcomer) is { } first && first != arp.SenderAddress ? first : (IpAddr?)null;
        Find(new PoisoningCase
        {
            Kind = PoisoningKind.Arp, Story = newcomer.ToString(), Source = own ?? arp.SenderAddress, Time = arp.Time, Victim = arp.SenderAddress,
            Risk = PoisoningScore.OfClaims(isRouter, others, own is not null), Size = new Evidence("addresses_claimed", others + 1, "addresses"),
            Reason = $"{newcomer} and another hardware address claim {arp.SenderAddress} in turns",
        });
    }

    private void OnAddresses(string name, List<DnsAddress> addresses, FlowIdentity flow, Timestamp now)
    {
        if (flow.ResponderPort is not (Llmnr or MulticastDns) && flow.OriginatorPort is not (Llmnr or MulticastDns))
        {
            if (name.StartsWith(ProxyName, StringComparison.OrdinalIgnoreCase)) Find(_givers.NoteProxyName(flow.Responder, name, now));
            return;
        }
        foreach (var answer in addresses)
            if (answer.Address == flow.Originator || answer.Address == flow.Responder) OnAnswer(answer.Address, flow.ResponderPort == MulticastDns ? Unnumbered(answer.Owner) : name, now); // whoever answers with its own address
    }

    /// <summary>A name without the number that its host adds while others have it ("mac-2.local", RFC 6762 §9).</summary>
    private static string Unnumbered(string name)
    {
        var end = name.IndexOf('.');
        var label = end < 0 ? name : name[..end];
        var bare = label.TrimEnd("0123456789".ToCharArray());
        return bare.Length > 1 && bare.Length < label.Length && bare[^1] == '-' ? bare[..^1] : label;
    }

    private void OnAnswer(IpAddr host, string name, Timestamp now)
    {
        if (_names.Note(host, name, now) is not { } names) return;
        Find(new PoisoningCase
        {
            Kind = PoisoningKind.Names, Story = host.ToString(), Source = host, Time = now, Risk = PoisoningScore.OfNames(names, _options.NamesAnswered),
            Size = new Evidence("names_answered", names.Count, "names"), Reason = $"It answered to {string.Join(", ", names.Take(8))} with its own address",
        });
    }

    private void OnLease(DhcpMessageEvent lease)
    {
        if (lease.AssignedAddress is not { } assigned || (lease.ServerIdentifier ?? lease.Flow?.Originator) is not { } server) return;
        foreach (var router in lease.Routers ?? []) NoteRouter(router, lease.Time);
        var settings = $"routers {string.Join(' ', lease.Routers ?? [])}; name servers {string.Join(' ', lease.NameServers ?? [])}";
        var namesItself = (lease.Routers ?? []).Concat(lease.NameServers ?? []).Contains(server);
        OnServer(PoisoningKind.Dhcp, $"dhcp {NetworkOf(lease.Flow)} {NetworkOf(assigned)}", new Offered(server, settings, namesItself, lease.Time));
    }

    private void OnRouter(NeighbourEvent router)
    {
        NoteRouter(router.Sender, router.Time);
        var namesItself = router.NameServers?.Contains(router.Sender) == true;
        if (_searches.End(NetworkOf(router.Flow), router.Time, _options.LearningPeriod)) OnLateRouter(router, namesItself);
        var settings = $"prefixes {string.Join(' ', router.Prefixes ?? [])}; name servers {string.Join(' ', router.NameServers ?? [])}";
        OnServer(PoisoningKind.Router, $"ra {NetworkOf(router.Flow)}", new Offered(router.Sender, settings, namesItself, router.Time));
    }

    private void OnLateRouter(NeighbourEvent router, bool namesItself)
    {
        var risk = PoisoningScore.OfLateRouter(namesItself, _context.Hosts.Find(router.Sender)?.Role == HostRole.Client);
        if (risk.Sum < LateRouterLeast || _servers.Of($"ra {NetworkOf(router.Flow)}").Count > 0) return; // known from before a restart
        Find(new PoisoningCase
        {
            Kind = PoisoningKind.Router, Story = router.Sender.ToString(), Source = router.Sender, Time = router.Time, Risk = risk, Size = new Evidence("servers_known", 0, "servers"),
            Reason = $"It announces prefixes {string.Join(' ', router.Prefixes ?? [])} and name servers {string.Join(' ', router.NameServers ?? [])}, where hosts had looked for a router in vain",
        });
    }

    /// <summary>What a server of leases or routes tells.</summary>
    private sealed record Offered(IpAddr Server, string Settings, bool NamesItself, Timestamp Time);

    private void OnServer(PoisoningKind kind, string network, Offered offered)
    {
        if (_servers.Note(network, offered.Server.ToString(), offered.Settings, offered.Time) is not { } known) return;
        Find(new PoisoningCase
        {
            Kind = kind, Story = offered.Server.ToString(), Source = offered.Server, Time = offered.Time,
            Risk = PoisoningScore.OfServer(known.All(other => other.Settings != offered.Settings), offered.NamesItself), Size = new Evidence("servers_known", known.Count, "servers"),
            Reason = $"It tells {offered.Settings}; {known[0].Name}, which was there before, tells {known[0].Settings}",
        });
    }

    private void Find(PoisoningCase? found)
    {
        if (found?.Tell() is { } finding) _found[finding.Id] = finding;
    }

    private void NoteRouter(IpAddr router, Timestamp now)
    {
        if (_routers.TryGet(router, out _)) return;
        _routers.GetOrAdd(router);
        _routers.Changed(router, now);
    }

    /// <summary>The VLAN on which it was seen.</summary>
    private static int NetworkOf(FlowIdentity? flow) => flow?.Vlan ?? -1;

    private static string NetworkOf(IpAddr address) => address.ToString() is var text && text.LastIndexOf('.') is > 0 and var dot ? text[..dot] : text; // a /24: servers beyond it are another network's
}
