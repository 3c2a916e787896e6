using NetSensor.Analyzers;
using NetSensor.Analyzers.Desk;
using NetSensor.Analyzers.Exceptions;
using NetSensor.Enrichment;
using NetSensor.Events;
using NetSensor.Flows;
using NetSensor.Host.Recorded;

namespace NetSensor.Host;

/// <summary>What the sensor does with packets, wherever they come from.</summary>
public abstract record SensorOptions
{
    /// <summary>Time-outs and limits of flows.</summary>
    public FlowOptions Flows { get; init; } = new();

    /// <summary>Addresses that are ours.</summary>
    public HomeNetworks Home { get; init; } = HomeNetworks.Private;

    /// <summary>The named parts of the network; logs tell zones when there are any.</summary>
    public IReadOnlyList<NetworkZone> Zones { get; init; } = [];

    /// <summary>Where countries, autonomous systems and vendors come from; nobody is asked when nothing is named.</summary>
    public EnrichmentOptions Enrichment { get; init; } = new();

    /// <summary>Files of indicators.</summary>
    public IReadOnlyList<string> Indicators { get; init; } = [];

    /// <summary>Which detectors look, and with what options.</summary>
    public DetectorChoice Detectors { get; init; } = DetectorChoice.Standard;

    /// <summary>Where what is learnt is kept; nowhere when no file is named.</summary>
    public StateSettings State { get; init; } = new();

    /// <summary>Where the packets of findings are saved; null for nowhere.</summary>
    public EvidenceSettings? Evidence { get; init; }

    /// <summary>To whom findings and more are delivered; nobody when no exporter is named.</summary>
    public DeliverySettings Delivery { get; init; } = new();

    /// <summary>How findings are weighed, linked and limited.</summary>
    public DeskOptions Desk { get; init; } = new();

    /// <summary>What is not to be told.</summary>
    public IReadOnlyList<FindingException> Exceptions { get; init; } = [];

    /// <summary>Whether the summary's findings keep their flows, numbers and steps, which no report tells; the log has them. False: thousands of findings weigh a third.</summary>
    public bool KeepsWholeFindings { get; init; } = true;
}
