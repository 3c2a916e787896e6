namespace NetSensor.Export.Delivery.Receivers;

/// <summary>Elasticsearch, or OpenSearch: its bulk interface.</summary>
public sealed record ElasticsearchOptions : ExporterOptions
{
    /// <inheritdoc/>
    public override string Type => "elasticsearch";

    /// <summary>Address of the cluster, without _bulk; http only on this machine.</summary>
    public string Url { get; init; } = "";

    /// <summary>Where documents go: INDEX-findings, and INDEX-LOG for lines; indices or data streams.</summary>
    public string Index { get; init; } = "netsensor";

    /// <summary>File whose first line is the API key, as base 64 of id and key.</summary>
    public string ApiKeyFile { get; init; } = "";

    /// <summary>Or the environment variable that holds it.</summary>
    public string ApiKeyEnv { get; init; } = "";

    /// <summary>User, where there is no API key.</summary>
    public string User { get; init; } = "";

    /// <summary>File whose first line is the user's password.</summary>
    public string PasswordFile { get; init; } = "";

    /// <summary>Or the environment variable that holds it.</summary>
    public string PasswordEnv { get; init; } = "";

    /// <summary>Whether batches are compressed with gzip.</summary>
    public bool Gzip { get; init; } = true;

    /// <summary>Whom we trust, and how we show who we are.</summary>
    public TlsOptions Tls { get; init; } = new();

    /// <inheritdoc/>
    public override void Check() => ElasticsearchReceiver.Check(this);
}
