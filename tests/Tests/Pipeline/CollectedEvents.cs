using NetSensor.Events;

namespace NetSensor.Tests.Pipeline;

/// <summary>A sink that keeps what it gets, as it is and described.</summary>
internal sealed class CollectedEvents : IEventSink
{
    public List<string> Told { get; } = [];

    public List<SensorEvent> Events { get; } = [];

    public void Emit(SensorEvent happened)
    {
        Told.Add(TestEvents.Describe(happened));
        Events.Add(happened);
    }
}
