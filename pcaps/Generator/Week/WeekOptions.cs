namespace NetSensor.Generator.Week;

/// <summary>What week to make.</summary>
public sealed record WeekOptions
{
    /// <summary>People of the office; each has a machine, and there are as many other hosts again. 5 to 500.</summary>
    public int People { get; init; } = 40;
    /// <summary>What chance follows from.</summary>
    public int Seed { get; init; } = 1;
    /// <summary>
    /// Whether the seed draws what is hidden and when: beacons of other names, sleeps, jitters and hours, benign pollers of other pauses on other machines, intrusions from other desks. Without,
    /// the beacons are those that everybody knows, whatever the seed.
    /// </summary>
    public bool IsDrawn { get; init; }
    /// <summary>Names of what is hidden; all when null.</summary>
    public IReadOnlyList<string>? Only { get; init; }
    /// <summary>Names of what is not hidden; "all" for the benign twin.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];
    /// <summary>Hours from the week's beginning at which the capture begins.</summary>
    public double FromHour { get; init; }
    /// <summary>Hours that it holds.</summary>
    public double Hours { get; init; } = 168;
    /// <summary>Whether people and machines go about their work; without, only what is hidden is seen.</summary>
    public bool IsOfficeOpen { get; init; } = true;

    /// <summary>Whether something is to be hidden.</summary>
    public bool Hides(string name) => (Only is null || Only.Contains(name)) && !Without.Contains(name) && !Without.Contains("all");
}
