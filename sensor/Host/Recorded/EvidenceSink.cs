using NetSensor.Events;
using NetSensor.Recording;

namespace NetSensor.Host.Recorded;

/// <summary>Names in every finding the file of its packets, passes it on, and asks for them. What is only worth knowing needs no proof.</summary>
internal sealed class EvidenceSink(Action<Detection> ask, IDetectionSink next) : IDetectionSink
{
    public void Report(Detection detection)
    {
        if (detection.Severity < Severity.Low)
        {
            next.Report(detection);
            return;
        }
        next.Report(detection with { EvidenceFile = EvidenceFolder.NameOf(detection) });
        ask(detection);
    }
}
