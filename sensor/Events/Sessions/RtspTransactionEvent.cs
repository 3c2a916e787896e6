using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>An RTSP request with its answer, or the request alone (RFC 2326); one line of rtsp.log. Cameras and players tell what they are.</summary>
public sealed class RtspTransactionEvent : SensorEvent
{
    /// <summary>When the request was seen.</summary>
    public required Timestamp Begin { get; init; }
    /// <summary>"OPTIONS", "DESCRIBE", "SETUP", "PLAY", …</summary>
    public required string Method { get; init; }
    /// <summary>The stream; a password in it is left out.</summary>
    public required string Uri { get; init; }
    /// <summary>User-Agent of the request.</summary>
    public string? UserAgent { get; init; }
    /// <summary>User that the request names in the clear (Basic), or in a digest; null without.</summary>
    public string? User { get; init; }
    /// <summary>Transport of a SETUP: how the media come.</summary>
    public string? Transport { get; init; }
    /// <summary>Status of the answer; null when none was seen.</summary>
    public int? StatusCode { get; set; }
    /// <summary>Its words.</summary>
    public string? StatusMessage { get; set; }
    /// <summary>Server header of the answer.</summary>
    public string? Server { get; set; }
    /// <summary>Realm for which a login is asked: often the device's model.</summary>
    public string? Realm { get; set; }
    /// <summary>Content-Type of the answer.</summary>
    public string? ContentType { get; set; }
}
