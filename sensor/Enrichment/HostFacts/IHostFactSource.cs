using NetSensor.Events;

namespace NetSensor.Enrichment.HostFacts;

/// <summary>Knows what one kind of event says of hosts.</summary>
public interface IHostFactSource
{
    /// <summary>The event type that it reads.</summary>
    Type EventType { get; }

    /// <summary>Puts what the event says into facts. The table knows what was told.</summary>
    void Read(SensorEvent happened, FactWriter facts);
}
