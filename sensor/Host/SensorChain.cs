using NetSensor.Analyzers;
using NetSensor.Capture;
using NetSensor.Analyzers.Desk;
using NetSensor.Analyzers.Exceptions;
using NetSensor.Enrichment;
using NetSensor.Enrichment.Geo;
using NetSensor.Enrichment.Indicators;
using NetSensor.Enrichment.ReverseNames;
using NetSensor.Events;
using NetSensor.Export;
using NetSensor.Export.Logs;
using NetSensor.Host.Recorded;
using NetSensor.Host.Rosters;
using NetSensor.Host.Summary;
using NetSensor.Pipeline;
using NetSensor.Store;

namespace NetSensor.Host;

/// <summary>
/// Everything behind the waist, from events to logs and findings: enrichment, detectors, desk, state, writer. The same for a replay and for a sensor that
/// listens; what differs are its <see cref="ChainEnds"/>. Closed with the run.
/// </summary>
public sealed class SensorChain : IDisposable
{
    private readonly ChainEnds _ends;

    internal SensorChain(SensorOptions options, ChainEnds ends)
    {
        _ends = ends;
        Logs = ends.Output is null ? null : LogsOf(options, ends);
        Writer = Logs is null ? null : new WriterThread(Logs, Logs);
        Enrichment = new EnrichmentStage(options.Enrichment, options.Home);
        Roster = new RosterKeeper(options.Enrichment.Roster, Enrichment.Hosts, TimeProvider.System);
        Indicators = new IndicatorLists(options.Indicators);
        var context = new DetectorContext
        {
            Home = options.Home.ForDetectors,
            Zones = new NetworkZones(options.Home.ForDetectors, options.Zones),
            Hosts = Enrichment.Hosts,
            Indicators = Indicators,
            KnowsCountries = Enrichment.Geography.KnowsCountries,
            IsOnePass = ends.IsOnePass,
        };
        Detectors = DetectorCatalog.CreateAll(context, options.Detectors);
        Desk = new FindingDesk(options.Desk, context) { Exceptions = new FindingExceptions(options.Exceptions) };
        IReadOnlyList<ILearner> learners = [.. ((IEnumerable<object>)[Desk, .. Enrichment.Learners, .. Detectors]).OfType<ILearner>()]; // the desk first: findings told again after a kill are the worst loss
        State = ends.OpenState(learners);
        Save = State is null ? new UnkeptChanges(learners).LetGoIfDue : SaveIfDue;
        Findings = new FindingsObserver(State is null ? Told : new KeptFindings(State, options.Home, Told)) { KeepsWhole = options.KeepsWholeFindings };
        Desk.Next = BehindDesk();
        Judge = new Judge([.. Observers()], new DetectionStage(Detectors, new LocatedFindings(Enrichment.Geography, Desk)))
        {
            EpochClosed = AfterEpoch(),
            Derivers = Enrichment.Identities.All,
        };
        Losses = new Losses(ends.Trackers, Enrichment, Detectors, Traffic, Findings) { Desk = Desk };
    }

    /// <summary>What is added to events behind the merge.</summary>
    public EnrichmentStage Enrichment { get; }

    /// <summary>The managed machines, or nothing while nobody lists them.</summary>
    public RosterKeeper Roster { get; }

    /// <summary>The lists of indicators; <see cref="IndicatorLists.Reload"/> reads them anew while the sensor listens, from any thread.</summary>
    public IndicatorLists Indicators { get; }

    /// <summary>Who looks.</summary>
    public IReadOnlyList<IDetector> Detectors { get; }

    /// <summary>Where findings go before anybody reads them.</summary>
    public FindingDesk Desk { get; }

    /// <summary>The logs; null where there are none.</summary>
    public LogWriter? Logs { get; }

    /// <summary>Who writes them; null where there are none.</summary>
    public WriterThread? Writer { get; }

    /// <summary>Where what is learnt is kept; null for nowhere.</summary>
    public StateKeeper? State { get; }

    /// <summary>Saves what was learnt when it is time, or lets go of it; called on the judging thread.</summary>
    public Action Save { get; }

    /// <summary>What stands behind the waist and hands events on.</summary>
    public Judge Judge { get; }

    /// <summary>What was seen, for the summary.</summary>
    public TrafficObserver Traffic { get; } = new();

    /// <summary>What was told.</summary>
    public FindingsObserver Findings { get; }

    /// <summary>What was lost, left out or given up.</summary>
    public Losses Losses { get; }

    private IDetectionSink? Told => (IDetectionSink?)Writer ?? _ends.Findings;

    /// <summary>What the chain knows of a run; what the ends know is added by who has them.</summary>
    internal RunSummary Summary(IReadOnlyList<string> captures, CaptureCounters capture, TimeSpan elapsed) => new()
    {
        Captures = captures,
        Capture = capture,
        Flows = _ends.Trackers.Sum(tracker => tracker.Counters.Flows),
        FlowEvictions = _ends.Trackers.Sum(tracker => tracker.Counters.Evictions),
        Unread = Losses.Unread,
        Limits = Losses.Limits,
        BadChecksums = Losses.BadChecksums,
        Duplicates = Losses.Duplicates,
        State = StateCounts.Of(State),
        StateFailure = State?.Failure?.Message,
        Traffic = Traffic,
        Devices = Enrichment.Hosts.Inventory(),
        Findings = Findings.Findings,
        Suppressed = Losses.Suppressed,
        Exceptions = Desk.Exceptions.Tallies,
        Logs = Logs?.LinesByLog ?? new Dictionary<string, long>(),
        Workers = _ends.Trackers.Count,
        Elapsed = elapsed,
    };

    /// <summary>Closes logs, databases and state.</summary>
    public void Dispose()
    {
        Writer?.Dispose();
        Logs?.Dispose();
        Enrichment.Dispose();
        Roster.Dispose();
        State?.Dispose();
    }

    private static LogWriter LogsOf(SensorOptions options, ChainEnds ends) =>
        new(ends.Output!, [.. LogCatalog.For(options.Home, options.Zones), new DeviceLog(ProductVersion.Text)], new FindingLog(options.Home, ProductVersion.Text), ends.Survive)
        {
            Tap = ends.Delivery,
        };

    /// <summary>The enrichment first: all others see what it adds.</summary>
    private IEnumerable<IEventSink> Observers() => ((IEventSink?[])[Enrichment, _ends.ReverseNames, Writer, Traffic, _ends.Events]).OfType<IEventSink>();

    private IDetectionSink BehindDesk()
    {
        IDetectionSink told = _ends.ReverseNames is null ? Findings : new ReverseNamedFindings(_ends.ReverseNames, Findings);
        return _ends.Evidence is null ? told : new EvidenceSink(_ends.Evidence, told);
    }

    private Action? AfterEpoch()
    {
        Action? flush = _ends.FlushesAtEpochs && Logs is not null ? () => Writer!.Then(Logs.Flush) : null;
        return _ends.SavesAtEpochs ? flush + Save : flush;
    }

    /// <summary>What the state knows to be told is in the logs and with the exporters first: a kill in between would lose it.</summary>
    private void SaveIfDue()
    {
        if (!State!.IsDue) return;
        Writer?.Finish();
        State.SaveIfDue();
    }
}
