using NetSensor.Events;

namespace NetSensor.Export.Logs;

/// <summary>How a detection looks as a line.</summary>
public interface IDetectionFormat
{
    /// <summary>"detections.jsonl".</summary>
    string FileName { get; }

    /// <summary>Writes one detection as one line (<see cref="JsonLine.Begin"/> … <see cref="JsonLine.End"/>).</summary>
    void Write(Detection detection, JsonLine line);
}
