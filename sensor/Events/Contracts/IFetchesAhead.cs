using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>
/// Looks things up for events in tables that are larger than a cache. Told early what comes, it asks for the memory that it will read (<see cref="CacheLines"/>), so
/// that it need not wait for each piece of it then. That changes nothing: without it everything comes out the same, but later.
/// </summary>
public interface IFetchesAhead
{
    /// <summary>Asks for what these events will need. Called for each step in turn, with events between that come before them.</summary>
    void FetchAhead(ReadOnlySpan<SensorEvent> coming, FetchStep step);
}
