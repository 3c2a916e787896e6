using NetSensor.Events;

namespace NetSensor.Pipeline;

/// <summary>Where the flow tracker of one shard puts its events: into whichever epoch is open.</summary>
public sealed class ShardOutbox : IEventSink
{
    /// <summary>The open epoch; the shard sets it before each round.</summary>
    public Epoch Epoch { get; set; } = new();

    /// <inheritdoc/>
    public void Emit(SensorEvent happened) => Epoch.Emit(happened);
}
