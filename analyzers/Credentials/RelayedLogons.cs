using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Credentials;

/// <summary>
/// Log-ons that somebody passes on. A server chooses its challenge by chance, eight bytes: who gives his visitor the very challenge that a third host just
/// gave him relays the visitor's answer there ([MS-NLMP] knows no other protection than signing).
/// </summary>
internal sealed class RelayedLogons(int capacity)
{
    private const int MostVisitors = 16; // a proxy for certain
    private static readonly TimeSpan Together = TimeSpan.FromMinutes(5); // a relay passes on within seconds; the log-on is told when its flow ends, at the latest

    private readonly BoundedMap<ulong, Leg> _legs = new(capacity);
    private readonly BoundedMap<(IpAddr Relay, IpAddr Target), HashSet<IpAddr>> _visitors = new(capacity);

    /// <summary>Challenges that had to make room.</summary>
    public long Evictions => _legs.Evictions + _visitors.Evictions;

    private readonly record struct Leg(IpAddr Client, IpAddr Server, string Carrier, Timestamp Time);

    /// <summary>A log-on over two legs.</summary>
    /// <param name="Victim">Who logged on.</param>
    /// <param name="Relay">Who passed it on.</param>
    /// <param name="Target">Where to.</param>
    /// <param name="CrossesProtocols">Whether the legs speak different protocols, which no proxy makes of one.</param>
    /// <param name="Visitors">Different hosts whose log-ons went the same way so far: many have a proxy.</param>
    internal sealed record Relayed(IpAddr Victim, IpAddr Relay, IpAddr Target, bool CrossesProtocols, int Visitors);

    /// <summary>Takes a log-on; not null when it is one half of a relayed one whose other half was seen.</summary>
    public Relayed? Note(NtlmEvent logon, FlowIdentity flow)
    {
        if (logon.ServerChallenge is not { } challenge || challenge == 0) return null;
        var mine = new Leg(flow.Originator, flow.Responder, logon.Carrier, logon.Started);
        var other = _legs.GetOrAdd(challenge, _ => mine);
        if ((other.Client, other.Server) == (mine.Client, mine.Server) || (mine.Time - other.Time).Duration() > Together) return null;
        var (first, second) = mine.Server == other.Client ? (mine, other) : (other, mine);
        if (first.Server != second.Client || first.Client == second.Server) return null; // the same log-on before and behind a translation of addresses
        var visitors = _visitors.GetOrAdd((second.Client, second.Server), static _ => []);
        if (visitors.Count < MostVisitors) visitors.Add(first.Client);
        return new Relayed(first.Client, second.Client, second.Server, first.Carrier != second.Carrier, visitors.Count);
    }
}
