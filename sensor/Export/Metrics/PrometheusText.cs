using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace NetSensor.Export.Metrics;

/// <summary>Renders a meter's instruments in the Prometheus text format, version 0.0.4.</summary>
public sealed class PrometheusText : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly SortedDictionary<string, (Instrument Instrument, List<string> Lines)> _series = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>Listens to the instruments of one meter, those to come included.</summary>
    public PrometheusText(Meter meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == meter) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value.ToString(CultureInfo.InvariantCulture), tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value.ToString("R", CultureInfo.InvariantCulture), tags));
        _listener.Start();
    }

    /// <summary>Content type of <see cref="Render"/>.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Reads every instrument and gives the page.</summary>
    public string Render()
    {
        lock (_gate)
        {
            _series.Clear();
            _listener.RecordObservableInstruments();
            var page = new StringBuilder();
            foreach (var (name, (instrument, lines)) in _series)
            {
                page.Append("# HELP ").Append(name).Append(' ').Append(Escape(instrument.Description ?? name)).Append('\n');
                page.Append("# TYPE ").Append(name).Append(instrument is ObservableCounter<long> ? " counter\n" : " gauge\n");
                foreach (var line in lines) page.Append(line).Append('\n');
            }
            return page.ToString();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private void Record(Instrument instrument, string value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (!_series.TryGetValue(instrument.Name, out var series)) _series[instrument.Name] = series = (instrument, []);
        var line = new StringBuilder(instrument.Name);
        for (var i = 0; i < tags.Length; i++)
            line.Append(i == 0 ? '{' : ',').Append(tags[i].Key).Append("=\"").Append(Escape(tags[i].Value?.ToString() ?? "").Replace("\"", "\\\"")).Append('"');
        if (tags.Length > 0) line.Append('}');
        series.Lines.Add(line.Append(' ').Append(value).ToString());
    }

    private static string Escape(string text) => text.Replace("\\", "\\\\").Replace("\n", "\\n");
}
