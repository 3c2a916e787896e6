using NetSensor.Wire;

namespace NetSensor.Analyzers.Correlation;

/// <summary>A process that has to do with a finding.</summary>
public sealed record LinkedProcess
{
    /// <summary>The process with its ancestors, the eldest first; never empty. Where its start is in no log, what its connection tells of it.</summary>
    public required IReadOnlyList<ProcessStart> Lineage { get; init; }
    /// <summary>When the process began, on the sensor's clock.</summary>
    public required Timestamp Begin { get; init; }
    /// <summary>The strongest join.</summary>
    public required JoinKind Kind { get; init; }
    /// <summary>Its connections that belong to the finding, the first few in order.</summary>
    public IReadOnlyList<JoinedConnection> Connections { get; init; } = [];
    /// <summary>How many connections belong to the finding.</summary>
    public int ConnectionCount { get; init; }
    /// <summary>Names of the finding that it asked for, each once.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];
    /// <summary>Why it is suspicious; empty when it is not.</summary>
    public IReadOnlyList<Suspicion> Suspicions { get; init; } = [];

    /// <summary>The process itself.</summary>
    public ProcessStart Process => Lineage[^1];
    /// <summary>Its points.</summary>
    public int Points => ProcessSuspicion.Sum(Suspicions);
    /// <summary>Whether it was seen to talk to the finding's other side.</summary>
    public bool IsTalking => Kind <= JoinKind.Name;
}
