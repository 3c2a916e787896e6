using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace NetSensor.Export.Metrics;

/// <summary>
/// Renders the instruments of meters in the Prometheus text format, version 0.0.4. Only observable instruments are read: what is asked for costs nothing
/// while nobody asks. A page is bounded, and serves all who ask within a moment.
/// </summary>
public sealed class PrometheusText : IDisposable
{
    /// <summary>Content type of <see cref="Render"/>.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private const int MostSeries = 5_000; // a sensor has some hundreds; more would be a label that somebody on the wire chooses
    private static readonly TimeSpan PageLasts = TimeSpan.FromMilliseconds(250); // scrapers come every few seconds; one in a loop costs no more than four pages a second

    private readonly MeterListener _listener = new();
    private readonly SortedDictionary<string, (Instrument Instrument, List<string> Lines)> _series = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private int _count;
    private long _renderedAt;
    private string? _page;

    /// <summary>Listens to the instruments of one meter, those to come included, and to those of other meters by name.</summary>
    public PrometheusText(Meter meter, TimeProvider clock, params IReadOnlyList<string> others)
    {
        _clock = clock;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.IsObservable && (instrument.Meter == meter || (others.Contains(instrument.Meter.Name) && !PrometheusName.IsReserved(instrument)))) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Record(instrument, value.ToString(CultureInfo.InvariantCulture), tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value.ToString(CultureInfo.InvariantCulture), tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value.ToString("R", CultureInfo.InvariantCulture), tags));
        _listener.Start();
    }

    /// <summary>The page: every instrument is read, unless that was done a moment ago.</summary>
    public string Render()
    {
        lock (_gate)
        {
            if (_page is not null && _clock.GetElapsedTime(_renderedAt) < PageLasts) return _page;
            _renderedAt = _clock.GetTimestamp();
            return _page = Read();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private string Read()
    {
        _series.Clear();
        _count = 0;
        var failed = ReadInstruments();
        var page = new StringBuilder();
        foreach (var (name, (instrument, lines)) in _series)
        {
            page.Append("# HELP ").Append(name).Append(' ').Append(Escape(instrument.Description ?? name)).Append('\n');
            page.Append("# TYPE ").Append(name).Append(PrometheusName.IsCounter(instrument) ? " counter\n" : " gauge\n");
            foreach (var line in lines) page.Append(line).Append('\n');
        }
        page.Append("# HELP netsensor_metrics_failed Instruments that could not be read for this page\n# TYPE netsensor_metrics_failed gauge\n");
        page.Append(CultureInfo.InvariantCulture, $"netsensor_metrics_failed {failed}\n");
        page.Append("# HELP netsensor_metrics_series_left_out Series that this page had no room for\n# TYPE netsensor_metrics_series_left_out gauge\n");
        return page.Append(CultureInfo.InvariantCulture, $"netsensor_metrics_series_left_out {Math.Max(0, _count - MostSeries)}\n").ToString();
    }

    /// <summary>How many could not be read: the others are, whatever one throws.</summary>
    private int ReadInstruments()
    {
        try
        {
            _listener.RecordObservableInstruments();
            return 0;
        }
        catch (AggregateException failures)
        {
            return failures.InnerExceptions.Count;
        }
    }

    private void Record(Instrument instrument, string value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (_count++ >= MostSeries) return;
        var name = PrometheusName.Of(instrument);
        if (!_series.TryGetValue(name, out var series)) _series[name] = series = (instrument, []);
        var line = new StringBuilder(name);
        for (var i = 0; i < tags.Length; i++)
            line.Append(i == 0 ? '{' : ',').Append(tags[i].Key.Replace('.', '_')).Append("=\"").Append(Escape(tags[i].Value?.ToString() ?? "").Replace("\"", "\\\"")).Append('"');
        if (tags.Length > 0) line.Append('}');
        series.Lines.Add(line.Append(' ').Append(value).ToString());
    }

    private static string Escape(string text) => text.Replace("\\", "\\\\").Replace("\n", "\\n");
}
