using System.Diagnostics;
using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Benchmarks.Cost;

/// <summary>A detector whose ticks are timed; its events are not, since a look at the clock costs as much as some of them take.</summary>
internal sealed class TimedDetector(IDetector detector) : IDetector
{
    /// <summary>Time that passed in its ticks.</summary>
    public TimeSpan InTicks { get; private set; }

    /// <inheritdoc/>
    public DetectorInfo Info => detector.Info;

    /// <inheritdoc/>
    public IReadOnlyList<string> Needs => detector.Needs;

    /// <inheritdoc/>
    public long Evictions => detector.Evictions;

    /// <inheritdoc/>
    public void OnEvent(SensorEvent happened, IDetectionSink detections) => detector.OnEvent(happened, detections);

    /// <inheritdoc/>
    public void OnTick(Timestamp now, IDetectionSink detections)
    {
        var begun = Stopwatch.GetTimestamp();
        detector.OnTick(now, detections);
        InTicks += Stopwatch.GetElapsedTime(begun);
    }
}
