using NetSensor.Enrichment.ReverseNames;
using NetSensor.Events;
using NetSensor.Export;
using NetSensor.Export.Delivery;
using NetSensor.Flows;
using NetSensor.Store;

namespace NetSensor.Host;

/// <summary>What a <see cref="SensorChain"/> is put between: in this, and in nothing else, a replay and a sensor that listens differ.</summary>
internal sealed record ChainEnds
{
    /// <summary>Whose packets come in.</summary>
    public required IReadOnlyList<FlowTracker> Trackers { get; init; }

    /// <summary>Opens the file for what is learnt; null where it goes nowhere.</summary>
    public required Func<IReadOnlyList<ILearner>, StateKeeper?> OpenState { get; init; }

    /// <summary>Where logs go; null for nowhere.</summary>
    public ILogOutput? Output { get; init; }

    /// <summary>Told of logs that cannot be written, which are survived then; null to fail.</summary>
    public Action<string>? Survive { get; init; }

    /// <summary>Who brings findings and lines to others.</summary>
    public DeliveryHub? Delivery { get; init; }

    /// <summary>Asked for the packets of a finding; null where none are kept.</summary>
    public Action<Detection>? Evidence { get; init; }

    /// <summary>Who asks the reverse DNS.</summary>
    public ReverseNamer? ReverseNames { get; init; }

    /// <summary>Who else sees every event, behind all others.</summary>
    public IEventSink? Events { get; init; }

    /// <summary>Who gets findings where there are no logs.</summary>
    public IDetectionSink? Findings { get; init; }

    /// <summary>Whether what was learnt is saved when an epoch was closed; a sensor that listens does it in rounds of its own.</summary>
    public bool SavesAtEpochs { get; init; }

    /// <summary>Whether nothing is kept beyond the run, and no list is exchanged in it.</summary>
    public bool IsOnePass { get; init; }

    /// <summary>Whether lines are written out when an epoch was closed.</summary>
    public bool FlushesAtEpochs { get; init; }
}
