using NetSensor.Analyzers;
using NetSensor.Analyzers.Desk;
using NetSensor.Analyzers.Exceptions;
using NetSensor.Enrichment;
using NetSensor.Events;
using NetSensor.Export.Delivery;
using NetSensor.Flows;
using NetSensor.Host.Recorded;
using NetSensor.Recording;
using NetSensor.Store;

namespace NetSensor.Host.Config;

/// <summary>What a configuration file may say, with what holds when it does not.</summary>
public sealed record SensorConfig
{
    /// <summary>Where logs go when nobody says.</summary>
    public const string DefaultFolder = "netsensor-out";

    /// <summary>What <c>state</c> says when nothing is to be kept.</summary>
    public const string NoState = "none";

    private const string DefaultState = "state.sqlite";
    private const string DefaultSpool = "spool";

    private static readonly TimeSpan LiveInterimInterval = TimeSpan.FromHours(1); // nobody should wait for the end of a tunnel that stays open for weeks

    /// <summary>What holds for a sensor that listens when its file does not say otherwise: flows that last are told every hour.</summary>
    public static SensorConfig ForListening { get; } = new() { Flows = new FlowOptions { InterimInterval = LiveInterimInterval } };

    /// <summary>What is listened on, and how (<c>capture</c>).</summary>
    public CaptureOptions Capture { get; init; } = new();

    /// <summary>Where the pages for Prometheus and for health checks are (<c>metrics</c>).</summary>
    public MetricsOptions Metrics { get; init; } = new();

    /// <summary>The socket that <c>netsensor reload</c> asks (<c>control</c>); "none" for none, null when nobody says.</summary>
    public string? Control { get; init; }

    /// <summary>What the file says, by setting, however it is laid out: two files that say the same are equal in this.</summary>
    public IReadOnlyDictionary<string, string> Written { get; init; } = new Dictionary<string, string>();

    /// <summary>The control socket of a sensor that writes its logs into this folder: beside them when nobody says otherwise; null for none.</summary>
    public static string? ControlFor(string? control, string folder) => control switch { NoState => null, { } file => file, null => Path.Combine(folder, "control.sock") };

    /// <summary>Folder for the logs (<c>out</c>).</summary>
    public string Folder { get; init; } = DefaultFolder;

    /// <summary>Addresses that are ours (<c>home_networks</c>, a list of address blocks).</summary>
    public HomeNetworks Home { get; init; } = HomeNetworks.Private;

    /// <summary>The named parts of the network (<c>zones</c>, address blocks under each name); they are ours, too.</summary>
    public IReadOnlyList<NetworkZone> Zones { get; init; } = [];

    /// <summary>Where countries, autonomous systems and vendors come from (<c>enrichment</c>).</summary>
    public EnrichmentOptions Enrichment { get; init; } = EnrichmentSettings.Default;

    /// <summary>Files of indicators (<c>indicators</c>).</summary>
    public IReadOnlyList<string> Indicators { get; init; } = [];

    /// <summary>Limits and time-outs of flows (<c>flows</c>).</summary>
    public FlowOptions Flows { get; init; } = new();

    /// <summary>Which detectors look, and with what options (<c>detectors</c>).</summary>
    public DetectorChoice Detectors { get; init; } = DetectorChoice.Standard;

    /// <summary>Where a sensor that listens keeps what it learnt (<c>state</c>): a file, <see cref="NoState"/>, or null when nobody says.</summary>
    public string? State { get; init; }

    /// <summary>How much is kept (<c>state_keep</c>, <c>state_save_every</c>, <c>state_max_entries</c>, <c>state_max_mib</c>).</summary>
    public StateOptions StateBounds { get; init; } = new();

    /// <summary>The state of a sensor that writes its logs into this folder: beside them when nobody says otherwise.</summary>
    public StateSettings StateFor(string folder) =>
        new() { Path = State switch { NoState => null, { } file => file, null => Path.Combine(folder, DefaultState) }, Bounds = StateBounds };

    /// <summary>How many packets are remembered and saved for findings (<c>evidence</c>).</summary>
    public EvidenceOptions Evidence { get; init; } = new();

    /// <summary>Where the packets of findings are saved by a run that writes its logs into this folder; null for nowhere.</summary>
    public EvidenceSettings? EvidenceFor(string folder) => Evidence.RingMib == 0 ? null : new EvidenceSettings(Path.Combine(folder, EvidenceSettings.FolderName), Evidence);

    /// <summary>Folder of what exporters have still to deliver (<c>spool</c>); null when nobody says.</summary>
    public string? Spool { get; init; }

    /// <summary>To whom findings and more are delivered (<c>exporters</c>).</summary>
    public IReadOnlyList<ExporterOptions> Exporters { get; init; } = [];

    /// <summary>The deliveries of a sensor that writes its logs into this folder: their spools are beside the logs when nobody says otherwise.</summary>
    public DeliverySettings DeliveryFor(string folder) => new() { Folder = Spool ?? Path.Combine(folder, DefaultSpool), Exporters = Exporters };

    /// <summary>How findings are weighed, linked and limited (<c>findings</c>).</summary>
    public DeskOptions Desk { get; init; } = new();

    /// <summary>What is not to be told (<c>exceptions</c>, and those of <c>exceptions_file</c>).</summary>
    public IReadOnlyList<FindingException> Exceptions { get; init; } = [];
}
