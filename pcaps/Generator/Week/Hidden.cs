using NetSensor.Wire;

namespace NetSensor.Generator.Week;

/// <summary>Something hidden in the week that a detector should find.</summary>
public sealed record Hidden(string Name, Machine Source)
{
    /// <summary>What it is: beacon, tunnel, lateral, credentials, country, device, exfiltration, dga.</summary>
    public string Kind { get; init; } = "beacon";
    /// <summary>Detectors of which any may tell it.</summary>
    public IReadOnlyList<string> Detectors { get; init; } = ["beaconing"];
    /// <summary>ATT&amp;CK ids of which a finding should name at least one.</summary>
    public IReadOnlyList<string> Techniques { get; init; } = ["T1071.001"];
    /// <summary>Other sides.</summary>
    public List<IpAddr> Destinations { get; init; } = [];
    /// <summary>Names of other sides.</summary>
    public IReadOnlyList<string> DestinationNames { get; init; } = [];
    /// <summary>Period, jitter and the like, in seconds, shares and bytes.</summary>
    public IReadOnlyList<(string Name, double Value)> Parameters { get; init; } = [];
    /// <summary>A sentence for people.</summary>
    public string About { get; init; } = "";
    /// <summary>Moments: of each check-in, of each step.</summary>
    public List<Timestamp> Times { get; } = [];
}
