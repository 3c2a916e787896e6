using NetSensor.Capture.Live;

namespace NetSensor.Host;

/// <summary>How the sensor listens.</summary>
public sealed record RunOptions : SensorOptions
{
    /// <summary>Interfaces to listen on.</summary>
    public required IReadOnlyList<string> Interfaces { get; init; }

    /// <summary>The account to become once they are open; null to stay, and only give up capabilities.</summary>
    public string? User { get; init; }

    /// <summary>Rings, snap length, filter, and how many shards share each interface.</summary>
    public LiveOptions Capture { get; init; } = new();
}
