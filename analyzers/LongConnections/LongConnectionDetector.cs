using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.LongConnections;

/// <summary>Finds hosts that stay connected with an outside destination for hours, or connect to it more often than anything ordinary does.</summary>
public sealed class LongConnectionDetector(LongConnectionOptions options, HomeNetworks home) : IDetector
{
    private readonly BoundedMap<PairKey, LastingPair> _pairs = new(options.Pairs);
    private readonly Prevalence<(string? Name, IpAddr Address)> _visitors = new(options.Pairs);
    private readonly Prevalence<(string? Name, ulong Network)> _holders = new(options.Pairs);
    private readonly BoundedMap<(IpAddr Address, ushort Port), string> _names = new(options.Pairs); // what others call an address that one of ours was connected with before we watched

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new("long-connection", "Hosts that stay connected with an outside destination for hours", ["FlowEvent"])
    {
        Techniques = LongConnectionStory.Techniques,
    };

    /// <summary>Pairs and destinations that had to make room for newer ones.</summary>
    public long Evictions => _pairs.Evictions + _visitors.Evictions + _holders.Evictions + _names.Evictions;

    /// <inheritdoc/>
    public void OnEvent(SensorEvent happened, IDetectionSink detections)
    {
        if (happened is not FlowEvent { ResponderPackets: > 0, Flow: { } flow } told || !IsJudged(told, flow)) return;
        var key = PairKey.Of(told, flow);
        if (!_pairs.TryGet(key, out var pair))
        {
            pair = _pairs.GetOrAdd(key, static made => new LastingPair(made));
            _visitors.Add(flow.Originator, (key.Name, key.Address));
            if (key.Name is { } name) _names.GetOrAdd((flow.Responder, key.Port), _ => name);
        }
        pair.Add(told, flow);
        if (pair.Longest >= options.MinimumOpen) _holders.Add(flow.Originator, PlaceOf(pair));
        if (pair.Hours is { } hours && (pair.Longest >= options.MinimumOpen || hours.Open >= options.MinimumOpen || hours.Begun >= options.StrobeConnections))
            Judge(pair, happened.Time, detections);
    }

    /// <inheritdoc/>
    public void OnTick(Timestamp now, IDetectionSink detections) { }

    private bool IsJudged(FlowEvent told, FlowIdentity flow) =>
        flow.Transport != Transport.Icmp && !flow.Responder.IsMulticast && home.Contains(flow.Originator)
        && (options.JudgeInside || !home.Contains(flow.Responder)) && told.Service is not ("dns" or "ntp");

    private void Judge(LastingPair pair, Timestamp now, IDetectionSink detections)
    {
        var name = NameOf(pair);
        var place = name is null ? (null, pair.Key.Address) : (name, default(IpAddr));
        var context = new LongConnectionContext(_visitors.Of(place), _visitors.Hosts, _holders.Of(PlaceOf(pair)), LastingServices.OfName(name), LastingServices.OfKind(pair.Service, pair.Key.Transport, pair.Key.Port));
        if (LongConnectionScore.OfOpenTime(pair, context, options) is { } lasting && pair.ToldLong.IsDue(lasting.Severity, pair.Longest.TotalSeconds))
            detections.Report(LongConnectionStory.OfOpenTime(pair, lasting, context, now));
        if (LongConnectionScore.OfCount(pair, context, options) is { } strobe && pair.ToldStrobe.IsDue(strobe.Severity, pair.Connections))
            detections.Report(LongConnectionStory.OfCount(pair, strobe, context, now));
    }

    private string? NameOf(LastingPair pair) => pair.Key.Name ?? (_names.TryGet((pair.Key.Address, pair.Key.Port), out var name) ? name : null);

    /// <summary>The name, else the network: its autonomous system, or the /24 (/48 of IPv6) where nobody knows that.</summary>
    private (string? Name, ulong Network) PlaceOf(LastingPair pair)
    {
        if (NameOf(pair) is { } name) return (name, 0);
        var address = pair.Key.Address;
        return (null, pair.System is { } system ? system : StableHash.Mix(address.IsIPv4 ? address.IPv4Value >> 8 : address.High >> 16));
    }
}
