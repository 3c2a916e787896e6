using NetSensor.Events;

namespace NetSensor.Tests.Desk;

/// <summary>What the desk passed on.</summary>
internal sealed class Told : List<Detection>, IDetectionSink
{
    public void Report(Detection detection) => Add(detection);
}
