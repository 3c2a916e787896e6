using System.Diagnostics.Metrics;

namespace NetSensor.Export.Metrics;

/// <summary>
/// The sensor's counters as instruments of one <see cref="Meter"/>; each is read only when somebody asks. Names are Prometheus' own: base units, and
/// <c>_total</c> behind what only grows.
/// </summary>
public sealed class SensorMetrics : IDisposable
{
    /// <summary>Name of the meter, for OpenTelemetry collectors.</summary>
    public const string MeterName = "NetSensor";

    private readonly Meter _meter = new(MeterName);

    /// <summary>The meter behind it.</summary>
    public Meter Meter => _meter;

    /// <summary>A count that only grows, named in Prometheus' way ("netsensor_packets_total").</summary>
    public void Counter(string name, string description, Func<long> read) => _meter.CreateObservableCounter(name, read, unit: null, description);

    /// <summary>A count that only grows, one series per label set.</summary>
    public void Counter(string name, string description, Func<IEnumerable<Measurement<long>>> read) =>
        _meter.CreateObservableCounter(name, read, unit: null, description);

    /// <summary>A quantity that only grows and is no whole number (seconds), one series per label set.</summary>
    public void Counter(string name, string description, Func<IEnumerable<Measurement<double>>> read) =>
        _meter.CreateObservableCounter(name, read, unit: null, description);

    /// <summary>A value that rises and falls.</summary>
    public void Gauge(string name, string description, Func<double> read) => _meter.CreateObservableGauge(name, read, unit: null, description);

    /// <summary>A value that rises and falls, one series per label set.</summary>
    public void Gauge(string name, string description, Func<IEnumerable<Measurement<double>>> read) =>
        _meter.CreateObservableGauge(name, read, unit: null, description);

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
