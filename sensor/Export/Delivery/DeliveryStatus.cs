namespace NetSensor.Export.Delivery;

/// <summary>How the delivery to one receiver stands; read at any time, from any thread.</summary>
public sealed record DeliveryStatus
{
    /// <summary>The exporter's name, as configured.</summary>
    public required string Name { get; init; }

    /// <summary>"https", "syslog", "amqp", "elasticsearch" or "file".</summary>
    public required string Type { get; init; }

    /// <summary>Records that were taken for it and are neither delivered nor dropped.</summary>
    public long QueuedRecords { get; init; }

    /// <summary>Bytes of its spool on disk.</summary>
    public long SpoolBytes { get; init; }

    /// <summary>How long the oldest record has been waiting; zero when none waits.</summary>
    public TimeSpan Lag { get; init; }

    /// <summary>Records that the receiver acknowledged, since the start.</summary>
    public long Delivered { get; init; }

    /// <summary>Batches that had to be tried again, since the start.</summary>
    public long Retries { get; init; }

    /// <summary>Records that will not be delivered, by cause, since the start: all causes, also those at zero.</summary>
    public IReadOnlyDictionary<string, long> Dropped { get; init; } = new Dictionary<string, long>();

    /// <summary>Why the last attempt failed, in one line; null while deliveries succeed.</summary>
    public string? LastError { get; init; }

    /// <summary>Why the spool cannot be written, in one line; null while it can.</summary>
    public string? SpoolError { get; init; }

    /// <summary>When the receiver last acknowledged something, wall clock; null when it never did.</summary>
    public DateTimeOffset? LastDelivery { get; init; }
}
