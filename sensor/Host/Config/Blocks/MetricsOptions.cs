using System.ComponentModel.DataAnnotations;

namespace NetSensor.Host.Config;

/// <summary>The <c>metrics</c> block: where the pages for Prometheus and for health checks are served, and to whom.</summary>
public sealed record MetricsOptions
{
    /// <summary>Says that nothing is served.</summary>
    public const string Off = "off";

    /// <summary>Address and port, or off.</summary>
    public string Listen { get; init; } = "127.0.0.1:9477";

    /// <summary>File with the certificate (PEM), and those between it and its root.</summary>
    public string CertificateFile { get; init; } = "";

    /// <summary>File with the certificate's key (PEM).</summary>
    public string KeyFile { get; init; } = "";

    /// <summary>File with the token that clients must send.</summary>
    public string TokenFile { get; init; } = "";

    /// <summary>Silence after which a link that is up makes the sensor unhealthy. Higher: nights without traffic are no alarm, a dead mirror port shows later.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan QuietAfter { get; init; } = TimeSpan.FromMinutes(5);
}
