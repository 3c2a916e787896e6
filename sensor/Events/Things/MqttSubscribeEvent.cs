using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>A client subscribed to topics, or left them; one line of mqtt_subscribe.log. Nobody changes it once it was emitted.</summary>
public sealed class MqttSubscribeEvent : SensorEvent
{
    /// <summary>When it asked.</summary>
    public required Timestamp Begin { get; init; }
    /// <summary>Whether it left them.</summary>
    public required bool IsUnsubscribe { get; init; }
    /// <summary>Topics or patterns of topics.</summary>
    public required IReadOnlyList<string> Topics { get; init; }
    /// <summary>Quality of service asked for with each; null when it left them.</summary>
    public IReadOnlyList<int>? Qualities { get; init; }
    /// <summary>Quality of service that the broker granted with the first.</summary>
    public int? Granted { get; set; }
    /// <summary>Whether the broker answered.</summary>
    public bool IsAcknowledged { get; set; }
}
