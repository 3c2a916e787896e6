namespace NetSensor.Analyzers.Correlation;

/// <summary>How far apart two tellings of one thing may be.</summary>
public sealed record CorrelationOptions
{
    /// <summary>The most that a clock of an endpoint may differ from the sensor's. Higher: clocks that nobody sets still join, and so does more chance.</summary>
    public TimeSpan MaximumSkew { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The most that an event may be away from its flow once the clock's difference is known. Higher: endpoints that tell late still join.</summary>
    public TimeSpan Tolerance { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long before a finding's first moment a process of the same host still has to do with it. Higher: more chance.</summary>
    public TimeSpan Before { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Processes told with a finding, the most suspicious first.</summary>
    public int ProcessesPerFinding { get; init; } = 5;
}
