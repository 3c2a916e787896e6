using NetSensor.Events;

namespace NetSensor.Analyzers.Correlation;

/// <summary>A finding with what the endpoints know of it.</summary>
public sealed record CorrelatedFinding
{
    /// <summary>As the sensor told it.</summary>
    public required Detection Original { get; init; }
    /// <summary>With the endpoint's parts of the risk.</summary>
    public required Detection Raised { get; init; }
    /// <summary>Name of its host at the time; null when nobody knows.</summary>
    public string? Host { get; init; }
    /// <summary>The processes, the most telling first.</summary>
    public IReadOnlyList<LinkedProcess> Processes { get; init; } = [];
    /// <summary>Where it went on.</summary>
    public IReadOnlyList<NextHost> Next { get; init; } = [];
    /// <summary>Why nothing joined; none when something did.</summary>
    public Unjoined Reason { get; init; }
    /// <summary>All points, not cut to a hundred: of two that are as bad as can be, the one that more speaks for comes first.</summary>
    public int Weight { get; init; }

    /// <summary>Whether a process has to do with it.</summary>
    public bool IsJoined => Processes.Count > 0;
}
