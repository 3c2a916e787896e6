using NetSensor.Events;

namespace NetSensor.Enrichment.ReverseNames;

/// <summary>Adds names of the reverse DNS to findings about hosts that have no other, behind everything that judges: exceptions and risk never see them.</summary>
public sealed class ReverseNamedFindings(ReverseNamer namer, IDetectionSink next) : IDetectionSink
{
    /// <inheritdoc/>
    public void Report(Detection detection)
    {
        var other = detection.Destination is { IsMulticast: false } address && detection.DestinationName is null && detection.DestinationHost?.Name is null ? namer.Find(address) : null;
        var source = detection.SourceHost?.Name is null ? namer.Find(detection.Source) : null;
        next.Report(source is null && other is null ? detection : detection with { SourceReverseName = source, DestinationReverseName = other });
    }
}
