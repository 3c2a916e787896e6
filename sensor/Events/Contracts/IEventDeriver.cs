using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>
/// Concludes further events from those that happened: what several flows say together, or what one says of a host. Runs behind the merge, on one
/// thread and in the order of events, so that its conclusions do not depend on shards. Everybody behind the merge sees what it derives.
/// </summary>
public interface IEventDeriver
{
    /// <summary>Looks at an event; what follows from it goes to <paramref name="derived"/>, stamped with a time that is not before the event's.</summary>
    void Derive(SensorEvent happened, IEventSink derived);

    /// <summary>
    /// Packet time went on, about ten seconds since the last such call: this is the time of the first packet of the whole capture behind them, and
    /// of the first packet at all in the first call. Called before what happened at that time is told.
    /// </summary>
    void Advance(Timestamp now, IEventSink derived);

    /// <summary>The run is over: tells what is still open.</summary>
    void Finish(IEventSink derived);
}
