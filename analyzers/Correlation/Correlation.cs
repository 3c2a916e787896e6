namespace NetSensor.Analyzers.Correlation;

/// <summary>What came of it.</summary>
public sealed record Correlation
{
    /// <summary>All findings, the one to look at first first.</summary>
    public required IReadOnlyList<CorrelatedFinding> Findings { get; init; }
    /// <summary>The clocks of the endpoints.</summary>
    public required IReadOnlyList<ClockSkew> Skews { get; init; }
    /// <summary>Connections by what became of them.</summary>
    public required IReadOnlyDictionary<Unjoined, int> Connections { get; init; }
    /// <summary>Questions by what became of them.</summary>
    public required IReadOnlyDictionary<Unjoined, int> Lookups { get; init; }
    /// <summary>Connections that were joined by their community id; the others by their five-tuple.</summary>
    public required int ByCommunityId { get; init; }
    /// <summary>Connections and questions whose process began before the log.</summary>
    public required int WithoutStart { get; init; }
}
