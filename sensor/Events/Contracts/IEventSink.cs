namespace NetSensor.Events;

/// <summary>Takes events, in the order in which they happen on one shard.</summary>
public interface IEventSink
{
    /// <summary>Hands over one event; the sink owns it from here on.</summary>
    void Emit(SensorEvent happened);
}
