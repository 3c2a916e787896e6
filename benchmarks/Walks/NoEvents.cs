using NetSensor.Events;

namespace NetSensor.Benchmarks;

/// <summary>Takes events and counts them.</summary>
public sealed class NoEvents : IEventSink
{
    /// <summary>One for all.</summary>
    public static NoEvents Instance { get; } = new();

    /// <summary>Events so far.</summary>
    public long Count { get; private set; }

    /// <inheritdoc/>
    public void Emit(SensorEvent happened) => Count++;
}
