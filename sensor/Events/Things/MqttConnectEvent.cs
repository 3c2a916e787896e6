using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>A client introduced itself to an MQTT broker; one line of mqtt_connect.log. Nobody changes it once it was emitted.</summary>
public sealed class MqttConnectEvent : SensorEvent
{
    /// <summary>When it did.</summary>
    public required Timestamp Begin { get; init; }
    /// <summary>"MQTT" or "MQIsdp"; null when only the broker's answer was seen.</summary>
    public string? ProtocolName { get; set; }
    /// <summary>"3.1", "3.1.1", "5.0"; null when only the broker's answer was seen.</summary>
    public string? ProtocolVersion { get; set; }
    /// <summary>The name that the client gives itself; empty when the broker shall choose one.</summary>
    public string? ClientId { get; set; }
    /// <summary>What the broker answered, in Zeek's words ("Connection Accepted"); null when it did not.</summary>
    public string? Status { get; set; }
    /// <summary>Topic of the message that the broker sends when the client is lost.</summary>
    public string? WillTopic { get; set; }
    /// <summary>That message.</summary>
    public string? WillPayload { get; set; }
    /// <summary>User name; null without. The password is not kept.</summary>
    public string? User { get; set; }
    /// <summary>Whether a password was sent.</summary>
    public bool SentPassword { get; set; }
}
