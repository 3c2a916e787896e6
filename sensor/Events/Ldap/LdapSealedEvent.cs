namespace NetSensor.Events;

/// <summary>From here on a directory session is encrypted by its SASL mechanism (RFC 4422 §3.7); once per flow. No log has it.</summary>
public sealed class LdapSealedEvent : SensorEvent
{
    /// <summary>"Kerberos", "NTLM", or null when the frames do not show it.</summary>
    public string? Mechanism { get; init; }
}
