using System.Diagnostics.Metrics;
using NetSensor.Host.Summary;

namespace NetSensor.Host.Metrics;

/// <summary>Measurements with the labels that the sensor's metrics have.</summary>
internal static class Labels
{
    /// <summary>A value with one label.</summary>
    public static Measurement<T> With<T>(T value, string label, string text) where T : struct => new(value, new KeyValuePair<string, object?>(label, text));

    /// <summary>Counts by cause.</summary>
    public static IEnumerable<Measurement<long>> ByCause(IReadOnlyList<LossCount> counts) => counts.Select(count => With(count.Count, "cause", count.Cause));
}
