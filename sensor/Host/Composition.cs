using NetSensor.Analyzers;
using NetSensor.Capture;
using NetSensor.Enrichment;
using NetSensor.Events;
using NetSensor.Export;
using NetSensor.Export.Logs;
using NetSensor.Flows;
using NetSensor.Flows.Payload;
using NetSensor.Host.Summary;
using NetSensor.Pipeline;
using NetSensor.Protocols;

namespace NetSensor.Host;

/// <summary>Puts the sensor together: the only place that names concrete types of the rooms.</summary>
public static class Composition
{
    /// <summary>Names of all files that a run may write, so that those of an earlier run can be replaced.</summary>
    public static IEnumerable<string> LogNames =>
        LogCatalog.For(HomeNetworks.Private).Select(format => format.FileName).Concat(["detections.jsonl", "summary.json"]).Distinct();

    /// <summary>A replay of these captures into logs, or into a sink of the caller's, or both.</summary>
    /// <exception cref="CaptureException">A capture cannot be read.</exception>
    public static Replay Replay(
        IReadOnlyList<string> paths, ReplayOptions options, ILogOutput? output, IEventSink? events = null, CancellationToken cancel = default)
    {
        var captures = new CaptureReaders(paths, options.Workers);
        var shards = Shards(captures.Sources, options, cancel);
        var logs = output is null ? null : new LogWriter(output, LogCatalog.For(options.Home), new FindingLog(options.Home, ProductVersion.Text));
        var traffic = new TrafficObserver();
        var findings = new FindingsObserver(logs);
        var namer = new FlowNamer(new DnsNames(new DnsNamesOptions())); // first, so that all others see the name
        var judge = new Judge([.. Present(namer, logs, traffic, events)], new DetectionStage(Detectors(), findings));
        return new Replay(captures, shards, new ReplayRun(shards, judge), logs, traffic, findings);
    }

    private static Shard[] Shards(IReadOnlyList<IPacketSource> sources, ReplayOptions options, CancellationToken cancel)
    {
        var shards = new Shard[sources.Count];
        for (var index = 0; index < shards.Length; index++)
        {
            var outbox = new ShardOutbox();
            var tracker = new FlowTracker(options.Flows, new PayloadPool(ProtocolCatalog.All), outbox);
            shards[index] = new Shard(index, shards.Length, sources[index], tracker, outbox)
            {
                Pacer = options.Speed is { } speed ? new Pacer(speed, TimeProvider.System, cancel) : null,
            };
        }
        return shards;
    }

    private static IEnumerable<IEventSink> Present(params IEventSink?[] sinks) => sinks.OfType<IEventSink>();

    private static IReadOnlyList<IDetector> Detectors() => DetectorCatalog.CreateAll();
}
