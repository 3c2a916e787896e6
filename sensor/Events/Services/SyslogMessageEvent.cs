namespace NetSensor.Events;

/// <summary>A syslog message (RFC 3164, RFC 5424); one line of syslog.log.</summary>
public sealed class SyslogMessageEvent : SensorEvent
{
    /// <summary>Facility in Zeek's letters ("AUTHPRIV"), "UNSPECIFIED" without a priority.</summary>
    public required string Facility { get; init; }
    /// <summary>Severity in Zeek's letters ("NOTICE"), "UNSPECIFIED" without a priority.</summary>
    public required string Severity { get; init; }
    /// <summary>Everything behind the priority.</summary>
    public required string Message { get; init; }
    /// <summary>Host that the message names as its own; null when it names none.</summary>
    public string? HostName { get; init; }
    /// <summary>Program that the message names as its own; null when it names none.</summary>
    public string? Program { get; init; }
}
