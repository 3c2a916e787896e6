namespace NetSensor.Export.Delivery.Receivers;

/// <summary>The one list of kinds of receivers.</summary>
public static class ReceiverCatalog
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ReceiverType> All { get; } =
    [
        ReceiverType.Of<HttpsOptions>("A webhook: batches by POST. 2xx acknowledges; 400, 413 and 422 refuse; all else is tried again.", (options, version, clock) => new HttpReceiver(options, version, clock)),
        ReceiverType.Of<SyslogOptions>("A syslog server: RFC 5424 over TLS, TCP or UDP.", (options, version, _) => new SyslogReceiver(options, version)),
        ReceiverType.Of<AmqpOptions>("RabbitMQ: persistent messages with publisher confirms.", (options, version, _) => new AmqpReceiver(options, version)),
        ReceiverType.Of<ElasticsearchOptions>("Elasticsearch or OpenSearch: the bulk interface, documents in ECS.", (options, version, clock) => new ElasticsearchReceiver(options, version, clock)),
        ReceiverType.Of<FileExporterOptions>("A file, rotated by size and age.", (options, version, clock) => new FileReceiver(options, version, clock)),
    ];

    /// <summary>The kind of this name; null when there is none.</summary>
    public static ReceiverType? Find(string name) => All.FirstOrDefault(type => type.Name == name);

    /// <summary>A connection by these options.</summary>
    /// <exception cref="DeliveryException">Something that they name cannot be used.</exception>
    public static IReceiver Connect(ExporterOptions options, string productVersion, TimeProvider clock) => Find(options.Type)!.Connect(options, productVersion, clock);
}
