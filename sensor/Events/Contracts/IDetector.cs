using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>A state machine over events. It never sees a packet, a socket, a file or a clock.</summary>
public interface IDetector
{
    /// <summary>What it is.</summary>
    DetectorInfo Info { get; }

    /// <summary>Types of the events that it needs as it is set up: those of <see cref="Info"/>, or fewer where the others could change nothing. Stays the same.</summary>
    IReadOnlyList<string> Needs => Info.Needs;

    /// <summary>What it forgot before its time because a table was full.</summary>
    long Evictions => 0;

    /// <summary>Updates its state; called with the events that its <see cref="Needs"/> name.</summary>
    void OnEvent(SensorEvent happened, IDetectionSink detections);

    /// <summary>Judges; called at whole minutes of packet time before what happened next, and once at the end.</summary>
    void OnTick(Timestamp now, IDetectionSink detections);
}
