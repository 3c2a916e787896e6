using NetSensor.Wire;

namespace NetSensor.Analyzers.Correlation;

/// <summary>A flow as conn.log tells it.</summary>
public sealed record SensorFlow
{
    /// <summary>Its id in all logs.</summary>
    public required string Uid { get; init; }
    /// <summary>Who opened it to whom.</summary>
    public required FiveTuple Tuple { get; init; }
    /// <summary>Its first packet.</summary>
    public required Timestamp Start { get; init; }
    /// <summary>Its last packet.</summary>
    public required Timestamp End { get; init; }
    /// <summary>Community ID.</summary>
    public required string CommunityId { get; init; }
    /// <summary>Name of the other side.</summary>
    public string? DestinationName { get; init; }
}
