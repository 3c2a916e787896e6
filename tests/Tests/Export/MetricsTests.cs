using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using NetSensor.Export.Metrics;

namespace NetSensor.Tests.Export;

public sealed class MetricsTests
{
    [Fact]
    public void Counters_and_gauges_are_rendered_with_help_type_and_labels()
    {
        using var metrics = new SensorMetrics();
        using var text = new PrometheusText(metrics.Meter);
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

            """, text.Render());
    }

    [Fact]
    public async Task A_scrape_reads_the_values_of_the_moment()
    {
        var packets = 1L;
        using var metrics = new SensorMetrics();
        using var text = new PrometheusText(metrics.Meter);
        metrics.Counter("netsensor_packets_total", "Packets read", () => packets);
        var port = FreePort();
        using var server = new MetricsServer(text, "127.0.0.1", port);
        using var client = new HttpClient();
        packets = 2;
        Assert.Contains("netsensor_packets_total 2\n", await client.GetStringAsync($"http://127.0.0.1:{port}/metrics"));
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"http://127.0.0.1:{port}/")).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await client.PostAsync($"http://127.0.0.1:{port}/metrics", null)).StatusCode);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
