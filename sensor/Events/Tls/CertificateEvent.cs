namespace NetSensor.Events;

/// <summary>A certificate passed by; x509.log has a line for the first time a day. The event's time is when it was whole.</summary>
public sealed class CertificateEvent : SensorEvent
{
    /// <summary>What it says.</summary>
    public required CertificateDetails Certificate { get; init; }
    /// <summary>Whether it is the sender's own (the first of its chain).</summary>
    public required bool IsHost { get; init; }
    /// <summary>Whether the client sent it.</summary>
    public required bool IsClient { get; init; }
}
