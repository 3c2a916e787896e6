namespace NetSensor.Analyzers;

/// <summary>Which detectors look, and how: what a configuration may say of them.</summary>
public sealed record DetectorChoice
{
    /// <summary>All detectors as they are when nobody says.</summary>
    public static DetectorChoice Standard { get; } = new();

    /// <summary>Options by name of the detector, of the type of its <see cref="DetectorEntry.Defaults"/>; what is not named keeps these.</summary>
    public IReadOnlyDictionary<string, object> Options { get; init; } = new Dictionary<string, object>();

    /// <summary>Names of detectors that are not made.</summary>
    public IReadOnlySet<string> Silent { get; init; } = new HashSet<string>();
}
