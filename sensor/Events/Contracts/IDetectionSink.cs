namespace NetSensor.Events;

/// <summary>Takes what detectors conclude.</summary>
public interface IDetectionSink
{
    /// <summary>Hands over one detection.</summary>
    void Report(Detection detection);
}
