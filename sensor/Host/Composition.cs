using NetSensor.Analyzers;
using NetSensor.Analyzers.Desk;
using NetSensor.Analyzers.Exceptions;
using NetSensor.Capture;
using NetSensor.Capture.Live;
using NetSensor.Enrichment;
using NetSensor.Enrichment.Geo;
using NetSensor.Enrichment.Indicators;
using NetSensor.Enrichment.ReverseNames;
using NetSensor.Events;
using NetSensor.Export;
using NetSensor.Export.Logs;
using NetSensor.Flows;
using NetSensor.Flows.Payload;
using NetSensor.Host.Metrics;
using NetSensor.Host.Recorded;
using NetSensor.Host.Rosters;
using NetSensor.Host.Summary;
using NetSensor.Pipeline;
using NetSensor.Protocols;
using NetSensor.Recording;
using NetSensor.Store;

namespace NetSensor.Host;

/// <summary>Puts the sensor together: the only place that names concrete types of the rooms.</summary>
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
        var logs = output is null ? null : Logs(output, options.Home, options.Zones, delivery);
        var writer = logs is null ? null : new WriterThread(logs, logs);
        var traffic = new TrafficObserver();
        var enrichment = new EnrichmentStage(options.Enrichment, options.Home);
        var roster = RosterKeeper.Of(options.Enrichment.Roster, enrichment.Hosts, TimeProvider.System);
        var indicators = new IndicatorLists(options.Indicators);
        var context = Context(options.Home.ForDetectors, options.Zones, enrichment.Hosts) with { Indicators = indicators };
        var detectors = DetectorCatalog.CreateAll(context, options.Detectors);
        var desk = new FindingDesk(options.Desk, context) { Exceptions = new FindingExceptions(options.Exceptions) };
        var learners = Learners([.. enrichment.Learners, .. detectors, desk]);
        var state = KeptState.ForReplay(options.State, learners, $"replay {string.Join(' ', paths)}");
        var findings = new FindingsObserver(Kept(state, options.Home, (IDetectionSink?)writer ?? detections));
        desk.Next = evidence is null ? findings : new EvidenceSink(evidence.Ask, findings);
        var judge = new Judge([.. Present(enrichment, writer, traffic, events)], new DetectionStage(detectors, new LocatedFindings(enrichment.Geography, desk))) // the enrichment first: all others see what it adds
        {
            EpochClosed = AfterEpoch(options.Speed is null ? null : logs, writer, Saving(state, learners, writer)),
            Derivers = enrichment.Identities.All,
        };
        var losses = new Losses([.. shards.Select(shard => shard.Tracker)], enrichment, detectors, traffic, findings) { Desk = desk };
        return new Replay(captures, shards, new ReplayRun(shards, judge), logs, traffic, findings, losses) { Enrichment = enrichment, Roster = roster, State = state, Desk = desk, Evidence = evidence, Delivery = delivery, Writer = writer };
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
        var logs = Logs(output, options.Home, options.Zones, delivery, line => Terminal.Say([line]));
        var writer = new WriterThread(logs, logs);
        var traffic = new TrafficObserver();
        var enrichment = new EnrichmentStage(options.Enrichment, options.Home);
        var roster = new RosterKeeper(options.Enrichment.Roster, enrichment.Hosts, TimeProvider.System);
        var indicators = new IndicatorLists(options.Indicators);
        var context = Context(options.Home.ForDetectors, options.Zones, enrichment.Hosts) with { Indicators = indicators };
        var detectors = DetectorCatalog.CreateAll(context, options.Detectors);
        var desk = new FindingDesk(options.Desk, context) { Exceptions = new FindingExceptions(options.Exceptions) };
        var jumps = new ClockJumps(line => Terminal.Say([line]));
        LiveShard[] shards = [.. Enumerable.Range(0, interfaces.Max(each => each.Sources.Count)).Select(index => LiveShard(index, interfaces, options, jumps))];
        var learners = Learners([.. enrichment.Learners, .. detectors, desk]);
        var state = KeptState.ForListening(options.State, learners, $"run {string.Join(',', options.Interfaces)}");
        var findings = new FindingsObserver(Kept(state, options.Home, writer));
        var evidence = LiveEvidence(options.Evidence, shards);
        var reverse = options.Enrichment.ReverseNames is { Scope: not ReverseScope.Off } asked ? new ReverseNamer(asked, options.Home, TimeProvider.System) : null;
        IDetectionSink told = reverse is null ? findings : new ReverseNamedFindings(reverse, findings);
        desk.Next = evidence is null ? told : new EvidenceSink(evidence.Ask, told);
        var span = new SpanHealth();
        var judge = new Judge([.. Present(enrichment, reverse, writer, traffic, span)], new DetectionStage(detectors, new LocatedFindings(enrichment.Geography, desk))) { Derivers = enrichment.Identities.All };
        var losses = new Losses([.. shards.Select(shard => shard.Tracker)], enrichment, detectors, traffic, findings) { Desk = desk };
        return new Live(shards, judge, logs, traffic, findings, losses)
        {
            Interfaces = interfaces, Detectors = detectors, Span = span, Jumps = jumps, Enrichment = enrichment, Roster = roster, State = state, Desk = desk, Indicators = indicators,
            Evidence = evidence, Delivery = delivery, Deliveries = () => delivery.Status, ReverseNames = reverse, Writer = writer, Save = Saving(state, learners, writer),
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

    private static LogWriter Logs(ILogOutput output, HomeNetworks home, IReadOnlyList<NetworkZone> zones, ILineTap? tap, Action<string>? survive = null) =>
        new(output, [.. LogCatalog.For(home, zones), new DeviceLog(ProductVersion.Text)], new FindingLog(home, ProductVersion.Text), survive) { Tap = tap };

    private static IReadOnlyList<ILearner> Learners(IEnumerable<object> rooms) => [.. rooms.OfType<ILearner>()];

    private static IDetectionSink? Kept(StateKeeper? state, HomeNetworks home, IDetectionSink? next) => state is null ? next : new KeptFindings(state, home, next);

    private static Action AfterEpoch(LogWriter? logs, WriterThread? writer, Action save)
    {
        Action? flush = logs is null ? null : () => writer!.Then(logs.Flush);
        return flush + save;
    }

    private static Action Saving(StateKeeper? state, IReadOnlyList<ILearner> learners, WriterThread? writer) =>
        state is null ? new UnkeptChanges(learners).LetGoIfDue : () => SaveIfDue(state, writer);

    /// <summary>What the state knows to be told is in the logs and with the exporters first: a kill in between would lose it.</summary>
    private static void SaveIfDue(StateKeeper state, WriterThread? writer)
    {
        if (!state.IsDue) return;
        writer?.Finish();
        state.SaveIfDue();
    }

    private static DetectorContext Context(HomeNetworks home, IReadOnlyList<NetworkZone> zones, IHostDirectory hosts) =>
        new() { Home = home, Zones = new NetworkZones(home, zones), Hosts = hosts };

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

    private static IEnumerable<IEventSink> Present(params IEventSink?[] sinks) => sinks.OfType<IEventSink>();
}
