using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.IcmpTunnels;

/// <summary>Finds hosts whose pings carry data: replies that give back something else than was sent, packets inside, content that never repeats.</summary>
public sealed class IcmpTunnelDetector : LearningDetector
{
    private const string Name = "icmp-tunnel";

    private readonly IcmpTunnelOptions _options;
    private readonly HomeNetworks _home;
    private readonly LastingMap<(IpAddr Source, IpAddr Destination), EchoPair, KeptEchoes> _pairs;

    /// <summary>A detector that knows nothing yet.</summary>
    public IcmpTunnelDetector(IcmpTunnelOptions options, HomeNetworks home)
    {
        (_options, _home) = (options, home);
        _pairs = new("pair ", options.Pairs, new(pair => $"{pair.Source} {pair.Destination}", pair => pair.Keep(), (_, kept) => ((kept.Source, kept.Destination), EchoPair.Again(kept))));
        Remember(_pairs);
    }

    /// <inheritdoc/>
    public override DetectorInfo Info { get; } = new(Name, "Hosts whose pings carry data", ["IcmpEchoEvent"]) { Techniques = IcmpTunnelStory.Techniques };

    /// <summary>Pairs of hosts that had to make room for newer ones.</summary>
    public override long Evictions => _pairs.Evictions;

    /// <inheritdoc/>
    public override void OnEvent(SensorEvent happened, IDetectionSink detections)
    {
        if (happened is not IcmpEchoEvent { Flow: { } flow } echoes) return;
        var pair = _pairs.GetOrAdd((flow.Originator, flow.Responder), static key => new EchoPair(key.Source, key.Destination));
        _pairs.Changed(pair);
        pair.Add(echoes, flow);
        if (IcmpTunnelScore.Of(pair.Totals, !_home.Contains(pair.Destination), _options) is not { } score) return;
        if (pair.Told.IsDue(score.Severity, pair.Totals.Bytes)) detections.Report(IcmpTunnelStory.Tell(pair, score, happened.Time));
    }
}
