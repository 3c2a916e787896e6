using System.Diagnostics.Metrics;
using NetSensor.Export.Delivery;
using NetSensor.Export.Metrics;

namespace NetSensor.Host.Metrics;

/// <summary>How the delivery to each receiver stands.</summary>
internal static class DeliveryMetrics
{
    /// <summary>Names what the exporters tell; nothing while there are none.</summary>
    public static void Publish(SensorMetrics metrics, Func<IReadOnlyList<DeliveryStatus>> all)
    {
        metrics.Gauge("netsensor_export_queue_records", "Records that wait for their receiver", () => all().Select(each => Of(each, (double)each.QueuedRecords)));
        metrics.Gauge("netsensor_export_lag_seconds", "How long the oldest of them has been waiting", () => all().Select(each => Of(each, each.Lag.TotalSeconds)));
        metrics.Gauge("netsensor_export_spool_bytes", "Bytes of the spool on disk", () => all().Select(each => Of(each, (double)each.SpoolBytes)));
        metrics.Counter("netsensor_export_delivered_total", "Records that the receiver acknowledged", () => all().Select(each => Of(each, each.Delivered)));
        metrics.Counter("netsensor_export_retries_total", "Batches that had to be tried again", () => all().Select(each => Of(each, each.Retries)));
        metrics.Counter("netsensor_export_dropped_total", "Records that will not be delivered, by cause", () => all().SelectMany(each => each.Dropped, (each, dropped) =>
            new Measurement<long>(dropped.Value, new("exporter", each.Name), new("type", each.Type), new("cause", dropped.Key))));
        metrics.Gauge("netsensor_export_up", "Whether the last attempt succeeded", () => all().Select(each => Of(each, each.LastError is null ? 1.0 : 0.0)));
        metrics.Gauge("netsensor_export_spool_writable", "Whether the spool can be written", () => all().Select(each => Of(each, each.SpoolError is null ? 1.0 : 0.0)));
        metrics.Gauge("netsensor_export_last_delivery_timestamp_seconds", "When the receiver last acknowledged something, in seconds since the epoch; 0 when it never did", () =>
            all().Select(each => Of(each, (each.LastDelivery?.ToUnixTimeMilliseconds() ?? 0) / 1e3)));
    }

    private static Measurement<T> Of<T>(DeliveryStatus exporter, T value) where T : struct => new(value, new("exporter", exporter.Name), new("type", exporter.Type));
}
