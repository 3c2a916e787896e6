using NetSensor.Events;
using NetSensor.Protocols.Recognition;

namespace NetSensor.Protocols.Mqtt;

/// <summary>MQTT, versions 3.1 to 5.</summary>
public static class MqttProtocol
{
    /// <summary>The descriptor.</summary>
    public static ProtocolDescriptor Descriptor { get; } = Recognised.Anywhere("mqtt", Transport.Tcp, [1883], MqttMessage.Judge);
}
