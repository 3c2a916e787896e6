using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.IcmpTunnels;

/// <summary>Finds hosts whose pings carry data: replies that give back something else than was sent, packets inside, content that never repeats.</summary>
public sealed class IcmpTunnelDetector(IcmpTunnelOptions options, HomeNetworks home) : IDetector
{
    private readonly BoundedMap<(IpAddr Source, IpAddr Destination), EchoPair> _pairs = new(options.Pairs);

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new("icmp-tunnel", "Hosts whose pings carry data", ["IcmpEchoEvent"]) { Techniques = IcmpTunnelStory.Techniques };

    /// <summary>Pairs of hosts that had to make room for newer ones.</summary>
    public long Evictions => _pairs.Evictions;

    /// <inheritdoc/>
    public void OnEvent(SensorEvent happened, IDetectionSink detections)
    {
        if (happened is not IcmpEchoEvent { Flow: { } flow } echoes) return;
        var pair = _pairs.GetOrAdd((flow.Originator, flow.Responder), static key => new EchoPair(key.Source, key.Destination));
        pair.Add(echoes, flow);
        if (IcmpTunnelScore.Of(pair.Totals, !home.Contains(pair.Destination), options) is not { } score) return;
        if (pair.Told.IsDue(score.Severity, pair.Totals.Bytes)) detections.Report(IcmpTunnelStory.Tell(pair, score, happened.Time));
    }

    /// <inheritdoc/>
    public void OnTick(Timestamp now, IDetectionSink detections) { }
}
