using NetSensor.Events.Indicators;

namespace NetSensor.Events;

/// <summary>What detectors may know besides events: what is ours, its parts, who is who, and what lists name.</summary>
public sealed record DetectorContext
{
    /// <summary>What is inside, as detectors see it.</summary>
    public HomeNetworks Home { get; init; } = HomeNetworks.Inside;
    /// <summary>The named parts of the network.</summary>
    public NetworkZones Zones { get; init; } = new(HomeNetworks.Inside, []);
    /// <summary>Who is who.</summary>
    public IHostDirectory Hosts { get; init; } = IHostDirectory.Empty;
    /// <summary>What lists name as signs of intruders; exchanged while the sensor runs.</summary>
    public IIndicatorSource Indicators { get; init; } = IIndicatorSource.None;
}
