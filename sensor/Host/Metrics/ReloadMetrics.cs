using NetSensor.Export.Metrics;
using NetSensor.Host.Reload;

namespace NetSensor.Host.Metrics;

/// <summary>How often the configuration was read anew, and whether it was right.</summary>
internal static class ReloadMetrics
{
    /// <summary>Names the counters, as Prometheus names those of its own configuration.</summary>
    public static void Publish(SensorMetrics metrics, Reloader reloader)
    {
        metrics.Counter("netsensor_config_reloads_total", "Times that the configuration was read anew, by result", () =>
            [Labels.With(reloader.Successes, "result", "applied"), Labels.With(reloader.Failures, "result", "failed")]);
        metrics.Gauge("netsensor_config_last_reload_successful", "Whether the configuration was right when it was read last", () => reloader.LastSucceeded ? 1 : 0);
        metrics.Gauge("netsensor_config_last_reload_success_timestamp_seconds", "When the configuration was last applied, in seconds since the epoch", () => reloader.SucceededAt);
    }
}
