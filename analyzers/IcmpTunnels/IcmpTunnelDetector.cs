using NetSensor.Analyzers.Common;
using NetSensor.Analyzers.Common.Memory;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.IcmpTunnels;

/// <summary>Finds hosts whose pings carry data: replies that give back something else than was sent, packets inside, content that never repeats.</summary>
public sealed class IcmpTunnelDetector : IDetector, ILearner
{
    private const string Name = "icmp-tunnel";

    private readonly IcmpTunnelOptions _options;
    private readonly HomeNetworks _home;
    private readonly BoundedMap<(IpAddr Source, IpAddr Destination), EchoPair> _pairs;
    private readonly KeptEntries<EchoPair, KeptEchoes> _kept;
    private readonly DetectorMemory _memory;

    /// <summary>A detector that knows nothing yet.</summary>
    public IcmpTunnelDetector(IcmpTunnelOptions options, HomeNetworks home)
    {
        (_options, _home) = (options, home);
        _pairs = new BoundedMap<(IpAddr, IpAddr), EchoPair>(options.Pairs);
        _kept = new KeptEntries<EchoPair, KeptEchoes>("pair ", () => _pairs.Values)
        {
            Key = pair => $"{pair.Source} {pair.Destination}",
            Keep = pair => pair.Keep(),
            PutBack = (_, kept) => _pairs.GetOrAdd((kept.Source, kept.Destination), _ => EchoPair.Again(kept)),
        };
        _memory = new DetectorMemory(_kept);
    }

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new(Name, "Hosts whose pings carry data", ["IcmpEchoEvent"]) { Techniques = IcmpTunnelStory.Techniques };

    /// <summary>Pairs of hosts that had to make room for newer ones.</summary>
    public long Evictions => _pairs.Evictions;

    /// <inheritdoc/>
    public string MemoryName => Name;

    /// <inheritdoc/>
    public int MemoryVersion => 1;

    /// <inheritdoc/>
    public void Recall(string key, ReadOnlySpan<byte> value) => _memory.Recall(key, value);

    /// <inheritdoc/>
    public void Save(IMemory memory) => _memory.Save(memory);

    /// <inheritdoc/>
    public void OnEvent(SensorEvent happened, IDetectionSink detections)
    {
        if (happened is not IcmpEchoEvent { Flow: { } flow } echoes) return;
        var pair = _pairs.GetOrAdd((flow.Originator, flow.Responder), static key => new EchoPair(key.Source, key.Destination));
        _kept.Changed(pair);
        pair.Add(echoes, flow);
        if (IcmpTunnelScore.Of(pair.Totals, !_home.Contains(pair.Destination), _options) is not { } score) return;
        if (pair.Told.IsDue(score.Severity, pair.Totals.Bytes)) detections.Report(IcmpTunnelStory.Tell(pair, score, happened.Time));
    }

    /// <inheritdoc/>
    public void OnTick(Timestamp now, IDetectionSink detections) { }
}
