using NetSensor.Events;

namespace NetSensor.Export.Logs;

/// <summary>One of Zeek's logs: which events it takes and how a line looks.</summary>
public interface ILogFormat
{
    /// <summary>"dns.log".</summary>
    string FileName { get; }

    /// <summary>The event type that it takes.</summary>
    Type EventType { get; }

    /// <summary>Writes one event as one line (<see cref="JsonLine.Begin"/> … <see cref="JsonLine.End"/>).</summary>
    void Write(SensorEvent happened, JsonLine line);
}
