using System.Diagnostics.Metrics;
using NetSensor.Export.Metrics;

namespace NetSensor.Tests.Export;

public sealed class MetricsTests
{
    [Fact]
    public void Counters_and_gauges_are_rendered_with_help_type_and_labels()
    {
        using var metrics = new SensorMetrics();
        using var text = new PrometheusText(metrics.Meter, TimeProvider.System);
        metrics.Counter("netsensor_packets_total", "Packets read", () => 42);
        metrics.Counter("netsensor_detections_total", "Findings", () => [new Measurement<long>(3, new KeyValuePair<string, object?>("detector", "bea\"con\\ing"))]);
        metrics.Gauge("netsensor_flows", "Flows open", () => 1.5);

        Assert.Equal("""
            # HELP netsensor_detections_total Findings
            # TYPE netsensor_detections_total counter
            netsensor_detections_total{detector="bea\"con\\ing"} 3
            # HELP netsensor_flows Flows open
            # TYPE netsensor_flows gauge
            netsensor_flows 1.5
            # HELP netsensor_packets_total Packets read
            # TYPE netsensor_packets_total counter
            netsensor_packets_total 42
            # HELP netsensor_metrics_failed Instruments that could not be read for this page
            # TYPE netsensor_metrics_failed gauge
            netsensor_metrics_failed 0
            # HELP netsensor_metrics_series_left_out Series that this page had no room for
            # TYPE netsensor_metrics_series_left_out gauge
            netsensor_metrics_series_left_out 0

            """, text.Render());
    }

    [Fact]
    public void Instruments_of_other_meters_get_names_as_prometheus_wants_them()
    {
        using var metrics = new SensorMetrics();
        using var other = new Meter("of.the.test");
        using var text = new PrometheusText(metrics.Meter, TimeProvider.System, other.Name);
        other.CreateObservableCounter("dotnet.gc.pause.time", () => new Measurement<double>(0.5, new KeyValuePair<string, object?>("gc.heap.generation", "gen0")), "s", "Pauses");
        other.CreateObservableUpDownCounter("dotnet.process.memory.working_set", () => 7, "By", "Memory");
        other.CreateCounter<long>("not.observable", "{call}").Add(1);
        var page = text.Render();
        Assert.Contains("# TYPE dotnet_gc_pause_time_seconds_total counter\ndotnet_gc_pause_time_seconds_total{gc_heap_generation=\"gen0\"} 0.5\n", page);
        Assert.Contains("# TYPE dotnet_process_memory_working_set_bytes gauge\ndotnet_process_memory_working_set_bytes 7\n", page);
        Assert.DoesNotContain("not_observable", page);
    }

    [Fact]
    public void A_page_is_bounded_and_tells_what_it_left_out()
    {
        using var metrics = new SensorMetrics();
        using var text = new PrometheusText(metrics.Meter, TimeProvider.System);
        metrics.Counter("netsensor_many_total", "Many", () => Enumerable.Range(0, 6_000).Select(each => new Measurement<long>(each, new KeyValuePair<string, object?>("each", each))));
        var page = text.Render();
        Assert.Equal(5_000, page.Split('\n').Count(line => line.StartsWith("netsensor_many_total{", StringComparison.Ordinal)));
        Assert.Contains("netsensor_metrics_series_left_out 1000\n", page);
    }

    [Fact]
    public void An_instrument_that_fails_costs_no_other()
    {
        using var metrics = new SensorMetrics();
        using var text = new PrometheusText(metrics.Meter, TimeProvider.System);
        metrics.Gauge("netsensor_broken", "Broken", (Func<double>)(() => throw new InvalidOperationException("of the test")));
        metrics.Gauge("netsensor_whole", "Whole", () => 1.0);
        var page = text.Render();
        Assert.Contains("netsensor_whole 1\n", page);
        Assert.Contains("netsensor_metrics_failed 1\n", page);
    }

    [Fact]
    public void Those_who_ask_within_a_moment_get_one_page()
    {
        var (clock, reads) = (new MovedClock(), 0L);
        using var metrics = new SensorMetrics();
        using var text = new PrometheusText(metrics.Meter, clock);
        metrics.Counter("netsensor_reads_total", "Reads", () => ++reads);
        text.Render();
        Assert.Contains("netsensor_reads_total 1\n", text.Render());
        clock.Moved = TimeSpan.FromSeconds(1);
        Assert.Contains("netsensor_reads_total 2\n", text.Render());
    }

    private sealed class MovedClock : TimeProvider
    {
        public TimeSpan Moved { get; set; }
        public override long TimestampFrequency => TimeSpan.TicksPerSecond;
        public override long GetTimestamp() => Moved.Ticks;
    }
}
