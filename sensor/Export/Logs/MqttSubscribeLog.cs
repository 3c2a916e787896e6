using NetSensor.Events;

namespace NetSensor.Export.Logs;

/// <summary>mqtt_subscribe.log: a line per subscription or its end, with Zeek's columns.</summary>
public sealed class MqttSubscribeLog : LogFormat<MqttSubscribeEvent>
{
    /// <inheritdoc/>
    public override string FileName => "mqtt_subscribe.log";

    /// <inheritdoc/>
    protected override void Write(MqttSubscribeEvent happened, JsonLine line)
    {
        line.Begin();
        line.Field("ts"u8, happened.Begin);
        Connection(happened.Flow, line);
        line.Field("action"u8, happened.IsUnsubscribe ? "MQTT::UNSUBSCRIBE" : "MQTT::SUBSCRIBE");
        line.Field("topics"u8, happened.Topics);
        line.Field("qos_levels"u8, happened.Qualities);
        line.Field("granted_qos_level"u8, happened.Granted);
        line.Field("ack"u8, happened.IsAcknowledged);
        line.End();
    }
}
