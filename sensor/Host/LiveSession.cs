using System.Net.Sockets;
using NetSensor.Analyzers.Exceptions;
using NetSensor.Capture.Privileges;
using NetSensor.Export;
using NetSensor.Export.Http;
using NetSensor.Export.Metrics;
using NetSensor.Host.Config;
using NetSensor.Host.Health;
using NetSensor.Host.Metrics;
using NetSensor.Host.Reload;
using NetSensor.Host.Service;
using NetSensor.Host.Summary;

namespace NetSensor.Host;

/// <summary>The sensor as an operator sees it: logs in a folder, metrics and health on an address, one line when it begins, summary.json at the end.</summary>
internal sealed class LiveSession(RunOptions options, string folder)
{
    /// <summary>Where the pages are served, and to whom; null for nowhere.</summary>
    public HttpLock? Pages { get; init; }

    /// <summary>Silence after which a link that is up makes the sensor unhealthy.</summary>
    public TimeSpan QuietAfter { get; init; } = new MetricsOptions().QuietAfter;

    /// <summary>The configuration that it was started with, and how it is read anew; null when there is none.</summary>
    public (SensorConfig Started, Func<SensorConfig> Read)? Config { get; init; }

    /// <summary>The socket that 'netsensor reload' asks; null for none.</summary>
    public string? Control { get; init; }

    /// <summary>Listens until cancelled and returns what happened.</summary>
    public RunSummary Run(CancellationToken cancel)
    {
        if (options.User is null) FreshStart.WithoutCapabilities(options.Interfaces, options.Capture); // does not return where it can
        var logs = new LogFolder(folder, append: true);
        using var service = ServiceManager.OfEnvironment();
        Privileges.MakeFilesPrivate();
        using var live = Composition.Live(options, logs, opened: () =>
        {
            GiveUpPrivileges();
            logs.Prepare(replaced: []); // a sensor that restarts goes on where it was
        });
        live.IsAlive = service.IsAlive;
        using var metrics = new SensorMetrics();
        live.Publish(metrics, folder);
        var status = $"listening on {string.Join(", ", options.Interfaces)}";
        var reloader = Config is { } config ? new Reloader(config.Read, config.Started, PartsOf(live)) { Begins = service.Reloading, Ends = () => service.Ready(status) } : null;
        if (reloader is not null) ReloadMetrics.Publish(metrics, reloader);
        var health = new SensorHealth(live, QuietAfter) { ConfigIsRight = reloader is null ? null : () => reloader.LastSucceeded };
        metrics.Gauge("netsensor_healthy", "Whether /health has nothing to say", () => health.Reasons.Count == 0 ? 1 : 0);
        using var text = new PrometheusText(metrics.Meter, TimeProvider.System, ProcessMetrics.RuntimeMeter);
        using var server = Serve(text, health);
        metrics.Counter("netsensor_page_clients_cut_off_total", "Clients of /metrics, /health and /ready that were cut off because others wanted in", () => server?.CutOff ?? 0);
        using var signal = reloader is null ? null : new ReloadSignal(reloader);
        using var control = reloader is null || Control is null ? null : ControlSocket.Open(Control, reloader.Reload, Terminal.Say);
        Terminal.Say([$"{status}; logs in {folder}{(Pages is null ? "" : $"; metrics at {Pages.Url}/metrics")}"]);
        service.Ready(status);
        using var ending = cancel.Register(service.Stopping);
        var summary = live.Run(cancel) with { Folder = folder };
        Deliveries.Drain(live.Delivery, Deliveries.AtStop);
        SummaryJson.Save(summary, logs);
        return summary;
    }

    /// <summary>Nothing that the sensor does from here on needs more than its own files: open sockets stay open, also when a link goes down and returns.</summary>
    private void GiveUpPrivileges()
    {
        if (options.User is { } user) Privileges.Become(user);
        else if (!Environment.IsPrivilegedProcess) Privileges.DropCapabilities(); // root without --user is a choice: of a test, of a container
    }

    /// <summary>Who takes in a new configuration while the sensor listens.</summary>
    private static IReadOnlyList<ReloadPart> PartsOf(Live live) =>
    [
        new("exceptions", ["exceptions", "exceptions_file"], config =>
        {
            live.Chain.Desk.Exceptions = new FindingExceptions(config.Exceptions);
            return [];
        }),
        new("exporters", ["exporters"], config =>
        {
            live.Delivery.Reconfigure(config.Exporters);
            return [];
        }),
        new("indicators", ["indicators"], config => live.Chain.Indicators.Reload(config.Indicators)),
        new("roster", ["roster"], config =>
        {
            live.Chain.Roster.Reload(config.Enrichment.Roster);
            return [];
        }),
    ];

    private HttpPages? Serve(PrometheusText text, SensorHealth health)
    {
        if (Pages is null) return null;
        try
        {
            return new HttpPages(Pages, new Dictionary<string, Func<HttpReply>>
            {
                ["/metrics"] = () => new HttpReply(200, PrometheusText.ContentType, text.Render()),
                ["/health"] = health.Health,
                ["/ready"] = health.Ready,
            });
        }
        catch (SocketException taken)
        {
            throw new UsageException($"metrics {Pages.Address}: cannot listen there ({taken.Message}); name another address, or off");
        }
    }
}
