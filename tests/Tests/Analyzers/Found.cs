using NetSensor.Events;

namespace NetSensor.Tests.Analyzers;

/// <summary>What a detector said.</summary>
internal sealed class Found : List<Detection>, IDetectionSink
{
    void IDetectionSink.Report(Detection detection) => Add(detection);

    /// <summary>A number of the newest finding.</summary>
    public double Number(string name) => this[^1].Evidence.Single(evidence => evidence.Name == name).Value;

    /// <summary>The worst that was said.</summary>
    public Severity Worst => Count == 0 ? default : this.Max(detection => detection.Severity);
}
