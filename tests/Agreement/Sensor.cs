using NetSensor.Events;
using NetSensor.Host;

namespace NetSensor.Agreement;

/// <summary>The sensor as the tool sees it: a capture in, its events out in order.</summary>
internal sealed class Sensor : IEventSink
{
    private readonly List<SensorEvent> _events = [];

    public static List<SensorEvent> Events(string capture)
    {
        var sensor = new Sensor();
        Replay.Run([capture], new ReplayOptions(), sensor);
        return sensor._events;
    }

    public void Emit(SensorEvent happened) => _events.Add(happened);
}
