using System.Text.Json;
using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Credentials;

/// <summary>
/// Log-ons that somebody passes on. A server chooses its challenge by chance, eight bytes: who gives his visitor the very challenge that a third host just
/// gave him relays the visitor's answer there ([MS-NLMP] knows no other protection than signing).
/// </summary>
internal sealed class RelayedLogons(int capacity) : IRemembered
{
    private const int MostVisitors = 16; // a proxy for certain
    private static readonly TimeSpan Together = TimeSpan.FromMinutes(5); // a relay passes on within seconds; the log-on is told when its flow ends, at the latest

    private const string LegsKey = "legs";
    private const int MostRecent = 20_000; // of five minutes, at seventy log-ons a second

    private readonly BoundedMap<ulong, Leg> _legs = new(capacity);
    private readonly Queue<KeptLeg> _recent = new(); // those of the last minutes, in the order in which they came: all that a restart could part from their other halves
    private readonly KeptMap<(IpAddr Relay, IpAddr Target), Visitors> _visitors = new("relayed ", capacity, way => $"{way.Relay} {way.Target}", WayOf);
    private Timestamp _now = Timestamp.MinValue;
    private bool _isChanged;

    /// <summary>Challenges that had to make room.</summary>
    public long Evictions => _legs.Evictions + _visitors.Evictions;

    private readonly record struct Leg(IpAddr Client, IpAddr Server, string Carrier, Timestamp Time);

    /// <summary>A leg as it is kept over a restart, with its challenge.</summary>
    internal sealed record KeptLeg(ulong Challenge, IpAddr Client, IpAddr Server, string Carrier, Timestamp Time);

    /// <summary>Whose log-ons went the same way.</summary>
    internal sealed class Visitors
    {
        public HashSet<IpAddr> Hosts { get; set; } = [];
    }

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
        if (!_legs.TryGet(challenge, out var other)) other = Add(challenge, mine);
        _now = Timestamp.Max(_now, mine.Time);
        if ((other.Client, other.Server) == (mine.Client, mine.Server) || (mine.Time - other.Time).Duration() > Together) return null;
        var (first, second) = mine.Server == other.Client ? (mine, other) : (other, mine);
        if (first.Server != second.Client || first.Client == second.Server) return null; // the same log-on before and behind a translation of addresses
        var visitors = _visitors.GetOrAdd((second.Client, second.Server)).Hosts;
        if (visitors.Count < MostVisitors && visitors.Add(first.Client)) _visitors.Changed((second.Client, second.Server), mine.Time);
        return new Relayed(first.Client, second.Client, second.Server, first.Carrier != second.Carrier, visitors.Count);
    }

    /// <inheritdoc/>
    public bool TryRecall(string key, ReadOnlySpan<byte> value)
    {
        if (key != LegsKey) return _visitors.TryRecall(key, value);
        try
        {
            foreach (var kept in JsonSerializer.Deserialize(value, KeptLayout.Of<Queue<KeptLeg>>()) ?? [])
                Add(kept.Challenge, new Leg(kept.Client, kept.Server, kept.Carrier, kept.Time));
            return true;
        }
        catch (JsonException fault)
        {
            throw new FormatException("no legs of log-ons", fault);
        }
    }

    /// <inheritdoc/>
    public void Save(IMemory memory)
    {
        _visitors.Save(memory);
        while (_recent.TryPeek(out var oldest) && _now - oldest.Time > Together) _recent.Dequeue(); // ends: each turn takes one
        if (!_isChanged || memory.KeepsNothing) return;
        _isChanged = false;
        memory.Keep(LegsKey, JsonSerializer.SerializeToUtf8Bytes(_recent, KeptLayout.Of<Queue<KeptLeg>>()), _now);
    }

    private Leg Add(ulong challenge, Leg leg)
    {
        _legs.GetOrAdd(challenge, _ => leg);
        if (_recent.Count == MostRecent) _recent.Dequeue();
        _recent.Enqueue(new KeptLeg(challenge, leg.Client, leg.Server, leg.Carrier, leg.Time));
        _isChanged = true;
        return leg;
    }

    private static (IpAddr Relay, IpAddr Target) WayOf(string text) =>
        text.Split(' ') is [var relay, var target] ? (IpAddr.Parse(relay), IpAddr.Parse(target)) : throw new FormatException($"no way of a log-on: '{text}'");
}
