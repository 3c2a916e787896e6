using NetSensor.Events;

namespace NetSensor.Enrichment.HostFacts;

/// <summary>What one event type says of hosts.</summary>
public abstract class HostFactSource<TEvent> : IHostFactSource where TEvent : SensorEvent
{
    /// <inheritdoc/>
    public Type EventType => typeof(TEvent);

    /// <inheritdoc/>
    public void Read(SensorEvent happened, FactWriter facts) => Read((TEvent)happened, facts);

    /// <summary>Puts what the event says into facts.</summary>
    protected abstract void Read(TEvent happened, FactWriter facts);
}
