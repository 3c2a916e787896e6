using System.Globalization;
using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.LongConnections;

/// <summary>Finds hosts that stay connected with an outside destination for hours, or connect to it more often than anything ordinary does.</summary>
public sealed class LongConnectionDetector : LearningDetector
{
    private const string Name = "long-connection";
    private const char NameMark = '=';

    private readonly LongConnectionOptions _options;
    private readonly HomeNetworks _home;
    private readonly BoundedMap<PairKey, LastingPair> _pairs;
    private readonly Prevalence<(string? Name, IpAddr Address)> _visitors;
    private readonly Prevalence<(string? Name, ulong Network)> _holders;
    private readonly BoundedMap<(IpAddr Address, ushort Port), string> _names; // what others call an address that one of ours was connected with before we watched
    private readonly KeptEntries<LastingPair, KeptPair> _kept;

    /// <summary>A detector that knows nothing yet.</summary>
    public LongConnectionDetector(LongConnectionOptions options, HomeNetworks home)
    {
        (_options, _home) = (options, home);
        _pairs = new BoundedMap<PairKey, LastingPair>(options.Pairs);
        _visitors = new Prevalence<(string?, IpAddr)>(options.Pairs);
        _holders = new Prevalence<(string?, ulong)>(options.Pairs);
        _names = new BoundedMap<(IpAddr, ushort), string>(options.Pairs);
        _kept = new KeptEntries<LastingPair, KeptPair>("pair ", () => _pairs.Values)
        {
            Key = pair => $"{pair.Key.Source} {pair.Key} {pair.Key.Transport}",
            Keep = pair => pair.Keep(),
            PutBack = (_, kept) => PutBack(LastingPair.Again(kept)),
        };
        Remember(
            _kept,
            _visitors.KeptAs("visited ", place => place.Name is { } name ? NameMark + name : place.Address.ToString(), text => text[0] == NameMark ? (text[1..], default) : (null, IpAddr.Parse(text))),
            _holders.KeptAs("held ", place => place.Name is { } name ? NameMark + name : place.Network.ToString(CultureInfo.InvariantCulture),
                text => text[0] == NameMark ? (text[1..], 0) : (null, ulong.Parse(text, CultureInfo.InvariantCulture))));
    }

    /// <inheritdoc/>
    public override DetectorInfo Info { get; } = new(Name, "Hosts that stay connected with an outside destination for hours", ["FlowEvent"])
    {
        Techniques = LongConnectionStory.Techniques,
    };

    /// <summary>Pairs and destinations that had to make room for newer ones.</summary>
    public override long Evictions => _pairs.Evictions + _visitors.Evictions + _holders.Evictions + _names.Evictions;

    /// <inheritdoc/>
    public override void OnEvent(SensorEvent happened, IDetectionSink detections)
    {
        if (happened is not FlowEvent { ResponderPackets: > 0, Flow: { } flow } told || !IsJudged(told, flow)) return;
        var key = PairKey.Of(told, flow);
        if (!_pairs.TryGet(key, out var pair))
        {
            key = key.ToRemember();
            pair = _pairs.GetOrAdd(key, static made => new LastingPair(made));
            _visitors.Add(flow.Originator, (key.Name, key.Address), told.Time);
            NoteName(key, flow.Responder);
        }
        pair.Add(told, flow);
        _kept.Changed(pair);
        if (pair.Longest >= _options.MinimumOpen) _holders.Add(flow.Originator, PlaceOf(pair), told.Time);
        if (pair.Hours is { } hours && (pair.Longest >= _options.MinimumOpen || hours.Open >= _options.MinimumOpen || hours.Begun >= _options.StrobeConnections))
            Judge(pair, happened.Time, detections);
    }

    private void NoteName(PairKey key, IpAddr address)
    {
        if (key.Name is { } name) _names.GetOrAdd((address, key.Port), _ => name);
    }

    private void PutBack(LastingPair pair)
    {
        _pairs.GetOrAdd(pair.Key, _ => pair);
        _visitors.Add(pair.Key.Source, (pair.Key.Name, pair.Key.Address), pair.Last); // who always went there is no news, and would be forgotten with age
        NoteName(pair.Key, pair.Address);
    }

    private bool IsJudged(FlowEvent told, FlowIdentity flow) =>
        flow.Transport != Transport.Icmp && !flow.Responder.IsMulticast && _home.Contains(flow.Originator)
        && (_options.JudgeInside || !_home.Contains(flow.Responder)) && told.Service is not ("dns" or "ntp");

    private void Judge(LastingPair pair, Timestamp now, IDetectionSink detections)
    {
        var name = NameOf(pair);
        var place = name is null ? (null, pair.Key.Address) : (name, default(IpAddr));
        var context = new LongConnectionContext(_visitors.Of(place), _visitors.Hosts, _holders.Of(PlaceOf(pair)), LastingServices.OfName(name), LastingServices.OfKind(pair.Service, pair.Key.Transport, pair.Key.Port));
        if (LongConnectionScore.OfOpenTime(pair, context, _options) is { } lasting && pair.ToldLong.IsDue(lasting.Severity, pair.Longest.TotalSeconds))
            detections.Report(LongConnectionStory.OfOpenTime(pair, lasting, context, now));
        if (LongConnectionScore.OfCount(pair, context, _options) is { } strobe && pair.ToldStrobe.IsDue(strobe.Severity, pair.Connections))
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
