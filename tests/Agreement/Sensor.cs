using NetSensor.Events;

namespace NetSensor.Agreement;

/// <summary>The sensor as the tool sees it: a capture in, its events out in order.</summary>
internal static class Sensor
{
    public static List<SensorEvent> Events(string capture) => [];
}
