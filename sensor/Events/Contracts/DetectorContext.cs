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
    /// <summary>Whether events name countries: there is a database of them.</summary>
    public bool KnowsCountries { get; init; } = true;
    /// <summary>Whether this is all that there will be: a replay of which nothing is remembered, and during which no list is exchanged. What only helps later need not be noted.</summary>
    public bool IsOnePass { get; init; }
}
