using System.Text;
using NetSensor.Analyzers.Attack;
using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Poisoning;

/// <summary>Finds hosts that come between others: by answering to their names, by claiming their addresses, by serving addresses or routes beside the known ones.</summary>
public sealed class PoisoningDetector(PoisoningOptions options, DetectorContext context) : IDetector, ILearner
{
    private const string Name = "poisoning";
    private const int Llmnr = 5355, Offer = 2, Acknowledgement = 5, RouterAdvertisement = 134, Medium = 40, High = 70;
    private const char Separator = '\n';

    private readonly AddressClaims _claims = new(options);
    private readonly NamesAnswered _names = new(options);
    private readonly NetworkServers _servers = new(options);
    private readonly BoundedMap<IpAddr, bool> _routers = new(options.Hosts);
    private readonly Dictionary<string, Detection> _found = new(StringComparer.Ordinal);
    private readonly BoundedMap<string, Told> _told = new(options.Hosts);
    private readonly SortedDictionary<string, (string Value, Timestamp Time)> _changed = new(StringComparer.Ordinal);

    private sealed class Told
    {
        public Telling Telling;
    }

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new(Name, "Hosts that come between others by names, addresses, leases or routes that are not theirs",
        ["ArpEvent", "DnsTransactionEvent", "NetBiosNameEvent", "DhcpMessageEvent", "NeighbourEvent"])
    {
        Techniques = AttackCatalog.Find([.. PoisoningKind.All.Select(kind => kind.Technique)]),
    };

    /// <inheritdoc/>
    public long Evictions => _claims.Evictions + _names.Evictions + _servers.Evictions;

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
            case DnsTransactionEvent { SawReply: true, Query: { } name, Addresses: { Count: > 0 } addresses, Flow: { } flow } when flow.ResponderPort == Llmnr || flow.OriginatorPort == Llmnr:
                foreach (var answer in addresses)
                    if (answer.Address == flow.Originator || answer.Address == flow.Responder) OnAnswer(answer.Address, name, happened.Time); // whoever answers with its own address
                break;
            case NetBiosNameEvent { Operation: "answer" } netBios when netBios.Sender == netBios.Owner:
                foreach (var entry in netBios.Names) OnAnswer(netBios.Sender, entry.Name, happened.Time);
                break;
            case DhcpMessageEvent { FromClient: false, MessageType: Offer or Acknowledgement } lease: OnLease(lease); break;
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
        Find(PoisoningKind.Arp, newcomer.ToString(), _claims.AddressOf(newcomer) ?? arp.SenderAddress, arp.Time, PoisoningScore.OfClaims(isRouter, others),
            new Evidence("addresses_claimed", others + 1, "addresses"), $"{newcomer} and another hardware address claim {arp.SenderAddress} in turns", arp.SenderAddress);
    }

    private void OnAnswer(IpAddr host, string name, Timestamp now)
    {
        if (_names.Note(host, name, now) is not { } names) return;
        Find(PoisoningKind.Names, host.ToString(), host, now, PoisoningScore.OfNames(names, options.NamesAnswered),
            new Evidence("names_answered", names.Count, "names"), $"It answered to {string.Join(", ", names.Take(8))} with its own address");
    }

    private void OnLease(DhcpMessageEvent lease)
    {
        if (lease.AssignedAddress is not { } assigned || (lease.ServerIdentifier ?? lease.Flow?.Originator) is not { } server) return;
        foreach (var router in lease.Routers ?? []) _routers.GetOrAdd(router, static _ => true);
        var settings = $"routers {string.Join(' ', lease.Routers ?? [])}; name servers {string.Join(' ', lease.NameServers ?? [])}";
        var namesItself = (lease.Routers ?? []).Concat(lease.NameServers ?? []).Contains(server);
        OnServer(PoisoningKind.Dhcp, $"dhcp {lease.Flow?.Vlan ?? -1} {NetworkOf(assigned)}", server, settings, namesItself, lease);
    }

    private void OnRouter(NeighbourEvent router)
    {
        _routers.GetOrAdd(router.Sender, static _ => true);
        var settings = $"prefixes {string.Join(' ', router.Prefixes ?? [])}; name servers {string.Join(' ', router.NameServers ?? [])}";
        OnServer(PoisoningKind.Router, $"ra {router.Flow?.Vlan ?? -1}", router.Sender, settings, router.NameServers?.Contains(router.Sender) == true, router);
    }

    private void OnServer(PoisoningKind kind, string network, IpAddr server, string settings, bool namesItself, SensorEvent seen)
    {
        var before = _servers.Of(network).Count;
        var known = _servers.Note(network, server.ToString(), settings, seen.Time);
        if (_servers.Of(network).Count > before) _changed[$"{network}{Separator}{server}"] = ($"{seen.Time.Nanoseconds}{Separator}{settings}", seen.Time);
        if (known is null) return;
        Find(kind, server.ToString(), server, seen.Time, PoisoningScore.OfServer(known.All(other => other.Settings != settings), namesItself),
            new Evidence("servers_known", known.Count, "servers"), $"It tells {settings}; {known[0].Name}, which was there before, tells {known[0].Settings}");
    }

    private void Find(PoisoningKind kind, string story, IpAddr source, Timestamp now, RiskTally risk, Evidence size, string reason, IpAddr? victim = null)
    {
        var id = StableId.Of(Name, kind.Name, story);
        _found[id] = new Detection
        {
            Id = id, Detector = Name, Time = now, FirstSeen = now, LastSeen = now,
            Title = $"{source} {kind.Saying}{(victim is null ? string.Empty : $" ({victim})")}", Reason = $"{reason}.",
            Severity = risk.Sum >= High ? Severity.High : risk.Sum >= Medium ? Severity.Medium : Severity.Low,
            Confidence = Math.Min(90, 30 + risk.Sum / 2), Risk = risk.Sum, RiskParts = risk.Parts, Source = source, Destination = victim,
            Evidence = [size], Techniques = AttackCatalog.Find(kind.Technique),
        };
    }

    private static string NetworkOf(IpAddr address) => address.ToString() is var text && text.LastIndexOf('.') is > 0 and var dot ? text[..dot] : text; // a /24: servers beyond it are another network's
}
