using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using NetSensor.Export.Delivery.Receivers;
using NetSensor.Export.Delivery.Spool;

namespace NetSensor.Export.Delivery;

/// <summary>What every exporter can be told.</summary>
public abstract record ExporterOptions
{
    /// <summary>Its name; also that of its spool, so that what waits is kept when other settings change.</summary>
    [Browsable(false)]
    public string Name { get; init; } = "";

    /// <summary>The kind of receiver, as <c>type</c> names it.</summary>
    [Browsable(false)]
    public abstract string Type { get; }

    /// <summary>Least severity of findings that are delivered: informational, low, medium, high or critical.</summary>
    public string MinSeverity { get; init; } = "informational";

    /// <summary>Detectors whose findings are delivered; all when empty.</summary>
    public IReadOnlyList<string> Detectors { get; init; } = [];

    /// <summary>Logs whose lines are delivered besides findings, by name: conn, dns, ssl, http, …, devices.</summary>
    public IReadOnlyList<string> Logs { get; init; } = [];

    /// <summary>Address blocks: of logs only lines of flows that one of them takes part in; of all when empty.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];

    /// <summary>How a record looks: ocsf (OCSF 1.8.0 JSON), ecs (Elastic Common Schema JSON), cef (ArcSight's Common Event Format), or zeek (the line as the log has it; findings in OCSF). When nobody says: what the type is known for.</summary>
    public string Format { get; init; } = "";

    /// <summary>Most records of one batch. Higher: fewer round trips, more to send again after a fault.</summary>
    [Range(1, 10_000)]
    public int BatchRecords { get; init; } = 500;

    /// <summary>Most KiB of one batch, as they lie in the spool.</summary>
    [Range(16, 65_536)]
    public int BatchKib { get; init; } = 1024;

    /// <summary>How long lines of logs wait for others to fill a batch; findings never wait.</summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a receiver may take to acknowledge a batch. Higher: patience with slow ones; a dead one is noticed later.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Wait before the second attempt; doubled with each further one, less a random part up to a half.</summary>
    public TimeSpan RetryFirst { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait between attempts. Higher: less load on a receiver that returns, a later return to normal.</summary>
    public TimeSpan RetryMax { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>What is kept on disk while the receiver does not take it.</summary>
    public SpoolOptions Spool { get; init; } = new();

    /// <summary>Whether two say the same of everything.</summary>
    public bool SaysTheSameAs(ExporterOptions other) => Text() == other.Text();

    /// <summary>Reads everything that the options name (certificates, secrets), so that a fault is told when the settings are read.</summary>
    /// <exception cref="DeliveryException">Something of it cannot be used.</exception>
    public abstract void Check();

    /// <summary>Records compare lists by reference; this compares what they hold.</summary>
    private string Text() => $"{Type} {JsonSerializer.Serialize(this, GetType(), ExporterOptionTypes.Default)}";
}
