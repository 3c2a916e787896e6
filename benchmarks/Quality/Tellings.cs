using NetSensor.Events;

namespace NetSensor.Benchmarks.Quality;

/// <summary>Keeps every telling of a replay, in order.</summary>
internal sealed class Tellings : IDetectionSink
{
    /// <summary>All of them.</summary>
    public List<Detection> All { get; } = [];

    /// <summary>The last telling of each finding.</summary>
    public IEnumerable<Detection> Findings => All.GroupBy(told => told.Id).Select(story => story.Last());

    /// <inheritdoc/>
    public void Report(Detection detection) => All.Add(detection);
}
