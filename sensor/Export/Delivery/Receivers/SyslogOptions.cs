using System.ComponentModel.DataAnnotations;

namespace NetSensor.Export.Delivery.Receivers;

/// <summary>A syslog server (RFC 5424).</summary>
public sealed record SyslogOptions : ExporterOptions
{
    /// <inheritdoc/>
    public override string Type => "syslog";

    /// <summary>Where it listens, as host:port; the port is 6514 for TLS and 514 else when it is left out.</summary>
    public string Address { get; init; } = "";

    /// <summary>How it is reached: tls (RFC 5425), tcp (RFC 6587), or udp (RFC 5426), which acknowledges nothing: what gets lost on its way is lost.</summary>
    public string Transport { get; init; } = "tls";

    /// <summary>How messages are told apart on tcp and tls: octet_counting, or newline for old servers.</summary>
    public string Framing { get; init; } = "octet_counting";

    /// <summary>Facility: 16 is local0.</summary>
    [Range(0, 23)]
    public int Facility { get; init; } = 16;

    /// <summary>Our name in the messages. When nobody says: that of this machine.</summary>
    public string HostName { get; init; } = "";

    /// <summary>Whom we trust, and how we show who we are.</summary>
    public TlsOptions Tls { get; init; } = new();

    /// <inheritdoc/>
    public override void Check() => SyslogReceiver.Check(this);
}
