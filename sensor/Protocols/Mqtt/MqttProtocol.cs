using NetSensor.Events;

namespace NetSensor.Protocols.Mqtt;

/// <summary>MQTT, versions 3.1 to 5.</summary>
public static class MqttProtocol
{
    /// <summary>Its name in conn.log.</summary>
    public const string Service = "mqtt";

    /// <summary>The descriptor.</summary>
    public static ProtocolDescriptor Descriptor { get; } = new(Service, Transport.Tcp, [1883], Probe, () => new MqttParser());

    private static ProbeVerdict Probe(ReadOnlySpan<byte> bytes, Direction direction, bool likelyPort) =>
        likelyPort && bytes.StartsWith(Ping(direction)) ? ProbeVerdict.Yes : MqttMessage.Judge(bytes, direction);

    /// <summary>What a session says whose beginning was not seen, when nothing else happens.</summary>
    private static ReadOnlySpan<byte> Ping(Direction direction) => direction == Direction.FromOriginator ? [0xc0, 0] : [0xd0, 0];
}
