using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>A message was published over MQTT, by a client or to it; one line of mqtt_publish.log. Nobody changes it once it was emitted.</summary>
public sealed class MqttPublishEvent : SensorEvent
{
    /// <summary>When it was sent.</summary>
    public required Timestamp Begin { get; init; }
    /// <summary>Whether the client sent it.</summary>
    public required bool FromClient { get; init; }
    /// <summary>Whether the broker shall keep it for later subscribers.</summary>
    public required bool Retain { get; init; }
    /// <summary>Quality of service: 0 at most once, 1 at least once, 2 exactly once.</summary>
    public required int Quality { get; init; }
    /// <summary>Whether everything was seen that the quality of service asks for.</summary>
    public bool IsComplete { get; set; }
    /// <summary>Its topic.</summary>
    public required string Topic { get; init; }
    /// <summary>The first hundred bytes of its payload, as Zeek has it.</summary>
    public required string Payload { get; init; }
    /// <summary>Bytes of its payload.</summary>
    public required long PayloadLength { get; init; }
}
