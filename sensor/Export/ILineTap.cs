using NetSensor.Events;

namespace NetSensor.Export;

/// <summary>Gets every line of every log as it is made, before the log's file does.</summary>
public interface ILineTap
{
    /// <summary>A line of a log of events.</summary>
    /// <param name="fileName">The log's file.</param>
    /// <param name="happened">What it tells.</param>
    /// <param name="line">JSON with its line end; valid during the call.</param>
    void Line(string fileName, SensorEvent happened, ReadOnlySpan<byte> line);

    /// <summary>A finding, as OCSF with its line end; valid during the call.</summary>
    void Finding(Detection finding, ReadOnlySpan<byte> line);
}
