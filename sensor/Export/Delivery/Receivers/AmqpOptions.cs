namespace NetSensor.Export.Delivery.Receivers;

/// <summary>An exchange of RabbitMQ, or another broker of AMQP 0-9-1 with publisher confirms.</summary>
public sealed record AmqpOptions : ExporterOptions
{
    /// <inheritdoc/>
    public override string Type => "amqp";

    /// <summary>Address of the broker, as amqps://host:port/virtual-host; amqp without TLS.</summary>
    public string Url { get; init; } = "";

    /// <summary>User.</summary>
    public string User { get; init; } = "guest";

    /// <summary>File whose first line is the password.</summary>
    public string PasswordFile { get; init; } = "";

    /// <summary>Or the environment variable that holds it.</summary>
    public string PasswordEnv { get; init; } = "";

    /// <summary>Exchange; the default one, which knows queues by their names, when empty. It and a queue bound to it must be there.</summary>
    public string Exchange { get; init; } = "";

    /// <summary>Routing key; {log} becomes the record's log (detections, conn, …).</summary>
    public string RoutingKey { get; init; } = "netsensor";

    /// <summary>Whom we trust, and how we show who we are.</summary>
    public TlsOptions Tls { get; init; } = new();

    /// <inheritdoc/>
    public override void Check() => AmqpReceiver.Check(this);
}
