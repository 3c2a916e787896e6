using NetSensor.Capture;
using NetSensor.Capture.Live;
using NetSensor.Enrichment.ReverseNames;
using NetSensor.Events;
using NetSensor.Export;
using NetSensor.Export.Logs;
using NetSensor.Flows;
using NetSensor.Flows.Payload;
using NetSensor.Host.Metrics;
using NetSensor.Host.Recorded;
using NetSensor.Pipeline;
using NetSensor.Protocols;
using NetSensor.Recording;

namespace NetSensor.Host;

/// <summary>Puts the sensor together: what packets come from before the <see cref="SensorChain"/>, and what is done with what comes out. These two alone name concrete types of the rooms.</summary>
public static class Composition
{
    /// <summary>Names of all files that a run may write, so that those of an earlier run can be replaced.</summary>
    public static IEnumerable<string> LogNames =>
        LogCatalog.For(HomeNetworks.Private).Select(format => format.FileName).Concat(["detections.jsonl", "devices.jsonl", "summary.json"]).Distinct();

    /// <summary>A replay of these captures into logs, or into a sink of the caller's, or both; findings go to another sink of the caller's where there are no logs.</summary>
    /// <exception cref="CaptureException">A capture cannot be read.</exception>
    public static Replay Replay(
        IReadOnlyList<string> paths, ReplayOptions options, ILogOutput? output, IEventSink? events = null, IDetectionSink? detections = null, CancellationToken cancel = default)
    {
        var evidence = options.Evidence is { } kept ? new ReplayEvidence(paths, options.Filter, Folder(kept)) : null;
        var captures = new CaptureReaders(paths, options.Workers, options.Filter);
        if (captures.Files.Count > 1) options = options with { Flows = options.Flows with { SeveralClocks = true } };
        var shards = Shards(captures.Sources, options, cancel);
        var delivery = output is null || options.Delivery.Exporters.Count == 0 ? null : Deliveries.Begin(options.Delivery, waits: true);
        var chain = new SensorChain(options, new ChainEnds
        {
            Trackers = [.. shards.Select(shard => shard.Tracker)],
            OpenState = learners => KeptState.ForReplay(options.State, learners, $"replay {string.Join(' ', paths)}"),
            Output = output,
            Delivery = delivery,
            Evidence = evidence is null ? null : evidence.Ask,
            Events = events,
            Findings = detections,
            SavesAtEpochs = true,
            IsOnePass = options.State.Path is null,
            FlushesAtEpochs = options.Speed is not null,
        });
        return new Replay(captures, shards, new ReplayRun(shards, chain.Judge), chain) { Evidence = evidence, Delivery = delivery };
    }

    /// <summary>The sensor on its interfaces, writing into logs.</summary>
    /// <exception cref="CaptureException">An interface cannot be listened on.</exception>
    /// <param name="options">How to listen.</param>
    /// <param name="output">Where logs go.</param>
    /// <param name="opened">Called when the interfaces are open, before anything is written, and before any thread is started that touches a packet.</param>
    public static Live Live(RunOptions options, ILogOutput output, Action? opened = null)
    {
        var interfaces = Open(options);
        opened?.Invoke();
        var delivery = Deliveries.Begin(options.Delivery, waits: false);
        var jumps = new ClockJumps(line => Terminal.Say([line]));
        LiveShard[] shards = [.. Enumerable.Range(0, interfaces.Max(each => each.Sources.Count)).Select(index => LiveShard(index, interfaces, options, jumps))];
        var evidence = LiveEvidence(options.Evidence, shards);
        var reverse = options.Enrichment.ReverseNames is { Scope: not ReverseScope.Off } asked ? new ReverseNamer(asked, options.Home, TimeProvider.System) : null;
        var span = new SpanHealth();
        var chain = new SensorChain(options, new ChainEnds
        {
            Trackers = [.. shards.Select(shard => shard.Tracker)],
            OpenState = learners => KeptState.ForListening(options.State, learners, $"run {string.Join(',', options.Interfaces)}"),
            Output = output,
            Survive = line => Terminal.Say([line]),
            Delivery = delivery,
            Evidence = evidence is null ? null : evidence.Ask,
            ReverseNames = reverse,
            Events = span,
        });
        return new Live(shards, chain)
        {
            Interfaces = interfaces, Span = span, Jumps = jumps, Evidence = evidence, Delivery = delivery, Deliveries = () => delivery.Status, ReverseNames = reverse,
        };
    }

    private static EvidenceFolder Folder(EvidenceSettings settings) => new(settings.Folder, settings.Options, $"NetSensor {ProductVersion.Text}");

    private static EvidenceRecorder? LiveEvidence(EvidenceSettings? settings, IEnumerable<LiveShard> shards)
    {
        if (settings is null) return null;
        var folder = Folder(settings);
        try
        {
            folder.Prepare();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new LogException($"cannot write evidence into '{folder.Path}': {LogFolder.Reason(fault)}; name another folder with --out, or set evidence: ring_mib: 0", fault);
        }
        return new EvidenceRecorder(folder, [.. shards.Select(shard => shard.Ring!)], TimeProvider.System, line => Console.Error.WriteLine("netsensor: " + Terminal.OneLine(line)));
    }

    private static List<ListenedInterface> Open(RunOptions options)
    {
        var opened = new List<ListenedInterface>();
        try
        {
            foreach (var name in options.Interfaces) opened.Add(new ListenedInterface(name, LiveCapture.Open(name, options.Capture)));
        }
        catch
        {
            foreach (var source in opened.SelectMany(each => each.Sources)) source.Dispose();
            throw;
        }
        return opened;
    }

    /// <summary>A shard reads its part of every interface: the kernel spreads all of them alike, and a tap has one for each direction.</summary>
    private static LiveShard LiveShard(int index, List<ListenedInterface> opened, RunOptions options, ClockJumps jumps)
    {
        var outbox = new ShardOutbox();
        var tracker = new FlowTracker(options.Flows, new PayloadPool(ProtocolCatalog.All), outbox);
        var parts = opened.Where(each => index < each.Sources.Count).Select(each => each.Sources[index]).ToArray();
        var source = new MergedSource(parts, TimeProvider.System);
        return new LiveShard(source, tracker, outbox, TimeProvider.System)
        {
            ClockJumped = jumps.Note,
            Shedding = new PayloadShedding(source, tracker, TimeProvider.System) { Say = options.Capture.Say },
            Ring = options.Evidence?.Options is { } kept ? new PacketRing(((long)kept.RingMib << 20) / opened.Max(each => each.Sources.Count), kept.BurstKib << 10) : null,
        };
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
                Pacer = options.Speed is { } speed ? new Pacer(speed, TimeProvider.System) : null,
            };
        }
        return shards;
    }
}
