using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.LongConnections;

/// <summary>Finds hosts that stay connected with an outside destination for hours, or connect to it more often than anything ordinary does.</summary>
public sealed class LongConnectionDetector(LongConnectionOptions options, HomeNetworks home) : IDetector
{
    private readonly BoundedMap<PairKey, LastingPair> _pairs = new(options.Pairs);
    private readonly Prevalence<(string? Name, IpAddr Address)> _visitors = new(options.Pairs);

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new("long-connection", "Hosts that stay connected with an outside destination for hours", ["FlowEvent"])
    {
        Techniques = LongConnectionStory.Techniques,
    };

    /// <summary>Pairs and destinations that had to make room for newer ones.</summary>
    public long Evictions => _pairs.Evictions + _visitors.Evictions;

    /// <inheritdoc/>
    public void OnEvent(SensorEvent happened, IDetectionSink detections)
    {
        if (happened is not FlowEvent { ResponderPackets: > 0, Flow: { } flow } told || !IsJudged(told, flow)) return;
        var key = PairKey.Of(told, flow);
        if (!_pairs.TryGet(key, out var pair))
        {
            pair = _pairs.GetOrAdd(key, static made => new LastingPair(made));
            _visitors.Add(flow.Originator, (key.Name, key.Address));
        }
        pair.Add(told, flow);
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
        var context = new LongConnectionContext(_visitors.Of((pair.Key.Name, pair.Key.Address)), _visitors.Hosts, LastingServices.OfName(pair.Key.Name),
            LastingServices.OfKind(pair.Service, pair.Key.Transport, pair.Key.Port));
        if (LongConnectionScore.OfOpenTime(pair, context, options) is { } lasting && pair.ToldLong.IsDue(lasting.Severity, pair.Longest.TotalSeconds))
            detections.Report(LongConnectionStory.OfOpenTime(pair, lasting, context, now));
        if (LongConnectionScore.OfCount(pair, context, options) is { } strobe && pair.ToldStrobe.IsDue(strobe.Severity, pair.Connections))
            detections.Report(LongConnectionStory.OfCount(pair, strobe, context, now));
    }
}
