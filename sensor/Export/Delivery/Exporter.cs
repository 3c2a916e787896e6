using NetSensor.Export.Delivery.Spool;

namespace NetSensor.Export.Delivery;

/// <summary>One receiver as configured: what it wants, its spool, and the loop that delivers. Settings may change while records come.</summary>
internal sealed class Exporter : IAsyncDisposable
{
    private readonly DeliverySpool _spool;
    private readonly DeliveryTools _tools;
    private DeliveryLoop _loop;
    private long _deliveredBefore, _retriesBefore; // by loops with earlier settings

    /// <summary>Opens the spool and begins to deliver.</summary>
    /// <exception cref="DeliveryException">The options or the spool cannot be used.</exception>
    public Exporter(ExporterOptions options, string folder, DeliveryTools tools)
    {
        (Options, Filter, _tools) = (options, new RecordFilter(options), tools);
        _spool = new DeliverySpool(Path.Combine(folder, options.Name), options.Spool, tools.Clock, line => tools.Say($"exporter {options.Name}: {line}"));
        _loop = new DeliveryLoop(options, _spool, tools);
    }

    /// <summary>Its settings at present.</summary>
    public ExporterOptions Options { get; private set; }

    /// <summary>What it wants.</summary>
    public RecordFilter Filter { get; private set; }

    /// <summary>What waits for it.</summary>
    public DeliverySpool Spool => _spool;

    /// <summary>Goes on with other settings; what waits is delivered by them.</summary>
    public async Task UseAsync(ExporterOptions options)
    {
        if (options.SaysTheSameAs(Options)) return;
        var filter = new RecordFilter(options);
        await _loop.DisposeAsync().ConfigureAwait(false);
        _deliveredBefore += _loop.Delivered;
        _retriesBefore += _loop.Retries;
        _spool.Use(options.Spool);
        (Options, Filter) = (options, filter);
        _loop = new DeliveryLoop(options, _spool, _tools);
    }

    /// <summary>Nothing lingers from now on.</summary>
    public void Hurry() => _loop.Hurry();

    /// <summary>How it stands.</summary>
    public DeliveryStatus Status() => new()
    {
        Name = Options.Name,
        Type = Options.Type,
        QueuedRecords = _spool.Queued,
        SpoolBytes = _spool.Bytes,
        Lag = _loop.Oldest is { } oldest && _tools.Clock.GetUtcNow() - oldest is { Ticks: > 0 } lag ? lag : TimeSpan.Zero,
        Delivered = _deliveredBefore + _loop.Delivered,
        Retries = _retriesBefore + _loop.Retries,
        Dropped = _spool.Drops.ByName(),
        LastError = _loop.Fault,
        SpoolError = _spool.Fault,
        LastDelivery = _loop.LastDelivery,
    };

    /// <summary>Stops delivering; what waits stays on disk.</summary>
    public async ValueTask DisposeAsync()
    {
        await _loop.DisposeAsync().ConfigureAwait(false);
        _spool.Dispose();
    }
}
