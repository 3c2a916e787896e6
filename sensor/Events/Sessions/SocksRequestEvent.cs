using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>A client asked a SOCKS proxy for a connection; one line of socks.log. Nobody changes it once it was emitted.</summary>
public sealed class SocksRequestEvent : SensorEvent
{
    /// <summary>When the first message behind the greeting was seen.</summary>
    public required Timestamp Begin { get; init; }
    /// <summary>4 or 5.</summary>
    public required int Version { get; init; }
    /// <summary>User name of the login, or user id of version 4; null when there is none. The password is not kept.</summary>
    public string? User { get; set; }
    /// <summary>Whether a password went over the wire in the clear (RFC 1929).</summary>
    public bool SentPassword { get; set; }
    /// <summary>What the proxy answered, in Zeek's words ("succeeded"); null when it did not.</summary>
    public string? Status { get; set; }
    /// <summary>Where the client wants to go.</summary>
    public SocksAddress? Request { get; set; }
    /// <summary>Where the proxy connects from.</summary>
    public SocksAddress? Bound { get; set; }
}
