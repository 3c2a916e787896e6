namespace NetSensor.Export.Delivery.Receivers;

/// <summary>A webhook.</summary>
public record HttpsOptions : ExporterOptions
{
    /// <inheritdoc/>
    public override string Type => "https";

    /// <summary>Address that takes the batches by POST; http only on this machine.</summary>
    public string Url { get; init; } = "";

    /// <summary>File whose first line is the bearer token.</summary>
    public string TokenFile { get; init; } = "";

    /// <summary>Or the environment variable that holds it.</summary>
    public string TokenEnv { get; init; } = "";

    /// <summary>How a batch looks: array (a JSON array) or ndjson (a record a line).</summary>
    public string Body { get; init; } = "array";

    /// <summary>Whether batches are compressed with gzip.</summary>
    public bool Gzip { get; init; } = true;

    /// <summary>Whom we trust, and how we show who we are.</summary>
    public TlsOptions Tls { get; init; } = new();

    /// <inheritdoc/>
    public override void Check() => HttpReceiver.Check(this);
}
