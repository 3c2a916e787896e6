using NetSensor.Analyzers.Common;
using NetSensor.Events;
using NetSensor.Events.Indicators;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Indicators;

/// <summary>Adds up matches per host and indicator, and tells them.</summary>
internal sealed class IndicatorMatches(IndicatorOptions options)
{
    private readonly BoundedMap<(IpAddr Host, IndicatorKind Kind, string Value), Sighting> _sightings = new(options.Sightings);

    /// <summary>Sightings that had to make room.</summary>
    public long Evictions => _sightings.Evictions;

    /// <summary>A host met what an indicator names.</summary>
    public void Add(Indicator indicator, in Meeting meeting, Timestamp now, IDetectionSink detections)
    {
        if (indicator.Confidence < options.MinimumConfidence || indicator.ValidUntil < meeting.At.Seconds) return;
        var sighting = _sightings.GetOrAdd((meeting.Host, indicator.Kind, indicator.Value), static key => new Sighting(key.Host));
        sighting.Add(meeting);
        var score = IndicatorScore.Of(indicator, sighting.Strongest);
        if (sighting.Told.IsDue(score.Severity, sighting.Count)) detections.Report(IndicatorStory.Tell(sighting, indicator, score, now));
    }
}
