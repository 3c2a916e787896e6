using System.Net;
using NetSensor.Analyzers.Exceptions;
using NetSensor.Export;
using NetSensor.Export.Metrics;
using NetSensor.Host.Config;
using NetSensor.Host.Metrics;
using NetSensor.Host.Summary;

namespace NetSensor.Host;

/// <summary>The sensor as an operator sees it: logs in a folder, metrics on an address, one line when it begins, summary.json at the end.</summary>
internal sealed class LiveSession(RunOptions options, string folder)
{
    /// <summary>Where <c>/metrics</c> is served; null for nowhere.</summary>
    public IPEndPoint? Metrics { get; init; }

    /// <summary>Reads the configuration anew when SIGHUP asks for it; null when there is none.</summary>
    public Func<SensorConfig>? Reread { get; init; }

    /// <summary>Listens until cancelled and returns what happened.</summary>
    public RunSummary Run(CancellationToken cancel)
    {
        var logs = new LogFolder(folder, append: true);
        logs.Prepare(replaced: []); // a sensor that restarts goes on where it was
        using var live = Composition.Live(options, logs);
        using var metrics = new SensorMetrics();
        live.Publish(metrics, folder);
        using var text = new PrometheusText(metrics.Meter, TimeProvider.System, ProcessMetrics.RuntimeMeter);
        using var server = Serve(text);
        using var reload = Reread is { } read ? new ReloadSignal(() => live.Desk.Exceptions = new FindingExceptions(read().Exceptions)) : null;
        Console.Error.WriteLine($"netsensor: listening on {string.Join(", ", options.Interfaces)}; logs in {folder}{(Metrics is null ? "" : $"; metrics at http://{Metrics}/metrics")}");
        var summary = live.Run(cancel) with { Folder = folder };
        Deliveries.Drain(live.Delivery, Deliveries.AtStop);
        SummaryJson.Save(summary, logs);
        return summary;
    }

    private MetricsServer? Serve(PrometheusText text)
    {
        if (Metrics is null) return null;
        try
        {
            return new MetricsServer(text, Metrics.Address.ToString(), Metrics.Port);
        }
        catch (HttpListenerException taken)
        {
            throw new UsageException($"--metrics {Metrics}: cannot listen there ({taken.Message}); name another address, or off");
        }
    }
}
