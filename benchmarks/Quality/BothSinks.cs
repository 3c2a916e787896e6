using NetSensor.Events;

namespace NetSensor.Benchmarks.Quality;

/// <summary>Hands events to two who look.</summary>
internal sealed class BothSinks(IEventSink first, IEventSink second) : IEventSink
{
    /// <inheritdoc/>
    public void Emit(SensorEvent happened)
    {
        first.Emit(happened);
        second.Emit(happened);
    }
}
