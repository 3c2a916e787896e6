using NetSensor.Analyzers;
using NetSensor.Analyzers.Desk;
using NetSensor.Enrichment;
using NetSensor.Events;
using NetSensor.Host;
using NetSensor.Pipeline;
using NetSensor.Store;

namespace NetSensor.Benchmarks.Cost;

/// <summary>Everything behind the waist that remembers hosts, as a sensor has it, with a state file or without.</summary>
internal sealed class CrowdedSensor : IDetectionSink, IDisposable
{
    private const int EventsPerCut = 4_096; // about what a cut of 16,384 packets tells

    private readonly EnrichmentStage _enrichment = new(new EnrichmentOptions());
    private readonly IReadOnlyList<IDetector> _detectors;
    private readonly FindingDesk _desk;
    private readonly Epoch _epoch = new();
    private readonly Judge _judge;
    private readonly StateKeeper? _state;

    /// <summary>A sensor that knows nobody; it learns into this file where one is named.</summary>
    public CrowdedSensor(string? state)
    {
        var context = new DetectorContext { Hosts = _enrichment.Hosts };
        _detectors = DetectorCatalog.CreateAll(context);
        _desk = new FindingDesk(new DeskOptions(), context) { Next = this };
        IReadOnlyList<ILearner> learners = [.. _enrichment.Learners.Concat(_detectors).Prepend(_desk).OfType<ILearner>()];
        _state = state is null ? null : Opened(state, learners);
        _judge = new Judge([_enrichment], new DetectionStage(_detectors, _desk))
        {
            Derivers = _enrichment.Identities.All,
            EpochClosed = _state is null ? new UnkeptChanges(learners).LetGoIfDue : _state.SaveIfDue,
        };
    }

    /// <summary>What the keeping of state did; null without a state file.</summary>
    public StateCounters? State => _state?.Counters;

    /// <summary>Findings told.</summary>
    public long Tellings { get; private set; }

    /// <summary>Who remembers, by name, with what had to make room; who is asked by others comes first.</summary>
    public IEnumerable<(string Name, object Room, long Evicted)> Rooms =>
    [
        ("hosts", _enrichment.Hosts, _enrichment.Hosts.Evictions), ("names", _enrichment.Names, _enrichment.Names.Counters.Evictions),
        ("connections", _enrichment.Connections, _enrichment.Connections.Evictions), ("other enrichment", _enrichment, 0),
        .. _detectors.Select(detector => (detector.Info.Name, (object)detector, detector.Evictions)), ("desk", _desk, _desk.Evictions),
    ];

    /// <summary>Something happened; the time of what follows is not earlier.</summary>
    public void Take(SensorEvent happened)
    {
        _epoch.Emit(happened);
        if (_epoch.Events.Count == EventsPerCut) CloseEpoch();
    }

    /// <summary>The day is over.</summary>
    public void Finish()
    {
        CloseEpoch();
        _judge.Finish();
        _state?.Finish();
    }

    /// <inheritdoc/>
    public void Report(Detection detection) => Tellings++;

    /// <inheritdoc/>
    public void Dispose()
    {
        _state?.Dispose();
        _enrichment.Dispose();
    }

    private static StateKeeper Opened(string path, IReadOnlyList<ILearner> learners)
    {
        var counters = new StateCounters();
        var file = StateFile.Open(path, new StateOptions(), counters);
        file.BeginRun("crowd", ProductVersion.Text, DateTimeOffset.UtcNow);
        return new StateKeeper(file, learners, Console.Error.WriteLine, counters);
    }

    private void CloseEpoch()
    {
        if (_epoch.Events is not [.., var last]) return;
        _epoch.Clock = last.Time;
        _epoch.Ticks.Add(last.Time); // a cut lasts half a minute here
        _judge.Take(_epoch);
        _judge.CloseEpoch(last.Time);
        _epoch.Clear();
    }
}
