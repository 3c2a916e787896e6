using System.Text;
using NetSensor.Analyzers.Attack;
using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Poisoning;

/// <summary>Finds hosts that come between others: by answering to their names, by claiming their addresses, by serving addresses or routes beside the known ones.</summary>
public sealed class PoisoningDetector(PoisoningOptions options, DetectorContext context) : IDetector, ILearner
{
    internal const string Name = "poisoning";

    private const int Llmnr = 5355, MulticastDns = 5353, Offer = 2, Acknowledgement = 5, RouterSolicitation = 133, RouterAdvertisement = 134;
    private const int LateRouterLeast = 40; // IPv6 that is switched on is no attack
    private const string ProxyName = "wpad";
    private const char Separator = '\n';

    private readonly AddressClaims _claims = new(options);
    private readonly NamesAnswered _names = new(options);
    private readonly NetworkServers _servers = new(options);
    private readonly AddressGivers _givers = new(options, context);
    private readonly BoundedMap<int, Search> _searches = new(options.Hosts);
    private readonly BoundedMap<IpAddr, bool> _routers = new(options.Hosts);
    private readonly Dictionary<string, Detection> _found = new(StringComparer.Ordinal);
    private readonly BoundedMap<string, Told> _told = new(options.Hosts);
    private readonly SortedDictionary<string, (string Value, Timestamp Time)> _changed = new(StringComparer.Ordinal);

    /// <summary>Since when hosts of a network have looked for a router.</summary>
    private sealed class Search
    {
        private static readonly TimeSpan RoutersSpeakEvery = TimeSpan.FromMinutes(30); // RFC 4861 §6.2.1: at the most

        public Timestamp First = Timestamp.MinValue;
        public bool HasRouter;
        private Timestamp _since = Timestamp.MinValue;

        /// <summary>Whether no router was heard for as long as any may be silent.</summary>
        public bool IsVain(Timestamp now)
        {
            if (_since == Timestamp.MinValue) _since = now;
            return !HasRouter && now - _since >= RoutersSpeakEvery;
        }
    }

    private sealed class Told
    {
        public Telling Telling;
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
    public int MemoryVersion => 1;

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
            case Dhcp6MessageEvent lease when !_routers.TryGet(lease.Sender, out _): Find(_givers.Note(lease, SearchOn(lease.Flow).IsVain(lease.Time))); break;
            case NeighbourEvent { Type: RouterSolicitation } search when SearchOn(search.Flow) is { HasRouter: false } open && open.First == Timestamp.MinValue: open.First = search.Time; break;
            case NeighbourEvent { Type: RouterAdvertisement, RouterLifetime: { } lifetime } router when lifetime > TimeSpan.Zero: OnRouter(router); break;
        }
    }

    /// <inheritdoc/>
    public void OnTick(Timestamp now, IDetectionSink detections)
    {
        if (_found.Count == 0) return;
        foreach (var finding in _found.Values)
        {
            var told = _told.GetOrAdd(finding.Id, static _ => new Told());
            if (told.Telling.IsDue(finding.Severity, finding.Evidence[0].Value)) detections.Report(finding with { Time = now, Count = told.Telling.Times });
        }
        _found.Clear();
    }

    /// <inheritdoc/>
    public void Recall(string key, ReadOnlySpan<byte> value)
    {
        var parts = key.Split(Separator);
        var text = Encoding.UTF8.GetString(value).Split(Separator);
        if (parts.Length != 2 || text.Length != 2 || !long.TryParse(text[0], out var first)) throw new FormatException("no server of a network");
        _servers.Of(parts[0]).Add(new NetworkServers.Server(parts[1], text[1], new Timestamp(first)));
    }

    /// <inheritdoc/>
    public void Save(IMemory memory)
    {
        foreach (var (key, (value, time)) in _changed) memory.Keep(key, Encoding.UTF8.GetBytes(value), time);
        _changed.Clear();
    }

    private void OnClaim(ArpEvent arp)
    {
        if (_claims.Note(arp.Vlan, arp.SenderAddress, arp.SenderMac, arp.Time) is not { } newcomer) return;
        var isRouter = _routers.TryGet(arp.SenderAddress, out _) || context.Hosts.Find(arp.SenderAddress)?.Role == HostRole.Infrastructure;
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
            Kind = PoisoningKind.Names, Story = host.ToString(), Source = host, Time = now, Risk = PoisoningScore.OfNames(names, options.NamesAnswered),
            Size = new Evidence("names_answered", names.Count, "names"), Reason = $"It answered to {string.Join(", ", names.Take(8))} with its own address",
        });
    }

    private void OnLease(DhcpMessageEvent lease)
    {
        if (lease.AssignedAddress is not { } assigned || (lease.ServerIdentifier ?? lease.Flow?.Originator) is not { } server) return;
        foreach (var router in lease.Routers ?? []) _routers.GetOrAdd(router, static _ => true);
        var settings = $"routers {string.Join(' ', lease.Routers ?? [])}; name servers {string.Join(' ', lease.NameServers ?? [])}";
        var namesItself = (lease.Routers ?? []).Concat(lease.NameServers ?? []).Contains(server);
        OnServer(PoisoningKind.Dhcp, $"dhcp {lease.Flow?.Vlan ?? -1} {NetworkOf(assigned)}", new Offered(server, settings, namesItself, lease.Time));
    }

    private void OnRouter(NeighbourEvent router)
    {
        _routers.GetOrAdd(router.Sender, static _ => true);
        var namesItself = router.NameServers?.Contains(router.Sender) == true;
        var search = SearchOn(router.Flow);
        if (!search.HasRouter && search.First != Timestamp.MinValue && router.Time - search.First >= options.LearningPeriod) OnLateRouter(router, namesItself);
        search.HasRouter = true;
        var settings = $"prefixes {string.Join(' ', router.Prefixes ?? [])}; name servers {string.Join(' ', router.NameServers ?? [])}";
        OnServer(PoisoningKind.Router, $"ra {router.Flow?.Vlan ?? -1}", new Offered(router.Sender, settings, namesItself, router.Time));
    }

    private void OnLateRouter(NeighbourEvent router, bool namesItself)
    {
        var risk = PoisoningScore.OfLateRouter(namesItself, context.Hosts.Find(router.Sender)?.Role == HostRole.Client);
        if (risk.Sum < LateRouterLeast || _servers.Of($"ra {router.Flow?.Vlan ?? -1}").Count > 0) return; // known from before a restart
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
        var before = _servers.Of(network).Count;
        var known = _servers.Note(network, offered.Server.ToString(), offered.Settings, offered.Time);
        if (_servers.Of(network).Count > before) _changed[$"{network}{Separator}{offered.Server}"] = ($"{offered.Time.Nanoseconds}{Separator}{offered.Settings}", offered.Time);
        if (known is null) return;
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

    private Search SearchOn(FlowIdentity? flow) => _searches.GetOrAdd(flow?.Vlan ?? -1, static _ => new Search());

    private static string NetworkOf(IpAddr address) => address.ToString() is var text && text.LastIndexOf('.') is > 0 and var dot ? text[..dot] : text; // a /24: servers beyond it are another network's
}
