using NetSensor.Analyzers;
using NetSensor.Enrichment;
using NetSensor.Events;
using NetSensor.Flows;

namespace NetSensor.Host.Config;

/// <summary>What a configuration file may say, with what holds when it does not.</summary>
public sealed record SensorConfig
{
    /// <summary>Where logs go when nobody says.</summary>
    public const string DefaultFolder = "netsensor-out";

    private static readonly TimeSpan LiveInterimInterval = TimeSpan.FromHours(1); // nobody should wait for the end of a tunnel that stays open for weeks

    /// <summary>What holds for a sensor that listens when its file does not say otherwise: flows that last are told every hour.</summary>
    public static SensorConfig ForListening { get; } = new() { Flows = new FlowOptions { InterimInterval = LiveInterimInterval } };

    /// <summary>Folder for the logs (<c>out</c>).</summary>
    public string Folder { get; init; } = DefaultFolder;

    /// <summary>Addresses that are ours (<c>home_networks</c>, a list of address blocks).</summary>
    public HomeNetworks Home { get; init; } = HomeNetworks.Private;

    /// <summary>The named parts of the network (<c>zones</c>, address blocks under each name); they are ours, too.</summary>
    public IReadOnlyList<NetworkZone> Zones { get; init; } = [];

    /// <summary>Where countries, autonomous systems and vendors come from (<c>enrichment</c>).</summary>
    public EnrichmentOptions Enrichment { get; init; } = EnrichmentSettings.Default;

    /// <summary>Limits and time-outs of flows (<c>flows</c>).</summary>
    public FlowOptions Flows { get; init; } = new();

    /// <summary>Which detectors look, and with what options (<c>detectors</c>).</summary>
    public DetectorChoice Detectors { get; init; } = DetectorChoice.Standard;
}
