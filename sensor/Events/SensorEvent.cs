using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>Something that happened on the wire. The flow tracker stamps it; the order of all events is (Time, flow, Sequence).</summary>
public abstract class SensorEvent
{
    /// <summary>The packet clock when the event came to be (not when the thing it tells of began).</summary>
    public Timestamp Time { get; private set; }

    /// <summary>Position among the events of one flow.</summary>
    public int Sequence { get; private set; }

    /// <summary>The flow it belongs to; null for what has none (ARP, capture-wide oddities).</summary>
    public FlowIdentity? Flow { get; private set; }

    /// <summary>Gives the event its place in the order; called once, by whoever emits it.</summary>
    public void Stamp(Timestamp time, FlowIdentity? flow, int sequence)
    {
        Time = time;
        Flow = flow;
        Sequence = sequence;
    }
}
