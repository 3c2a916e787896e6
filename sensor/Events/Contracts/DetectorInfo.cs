namespace NetSensor.Events;

/// <summary>What a detector is: its name, one line on what it finds, and the types of the events that it needs: it is given no others.</summary>
public sealed record DetectorInfo(string Name, string Summary, IReadOnlyList<string> Needs)
{
    /// <summary>The ATT&amp;CK techniques that its findings may name.</summary>
    public IReadOnlyList<Technique> Techniques { get; init; } = [];
}
