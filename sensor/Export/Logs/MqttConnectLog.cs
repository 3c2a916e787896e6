using NetSensor.Events;

namespace NetSensor.Export.Logs;

/// <summary>mqtt_connect.log: a line per client that introduces itself, with Zeek's columns, and <c>user</c>; passwords are never in it.</summary>
public sealed class MqttConnectLog : LogFormat<MqttConnectEvent>
{
    /// <inheritdoc/>
    public override string FileName => "mqtt_connect.log";

    /// <inheritdoc/>
    protected override void Write(MqttConnectEvent happened, JsonLine line)
    {
        line.Begin();
        line.Field("ts"u8, happened.Begin);
        Connection(happened.Flow, line);
        line.Field("proto_name"u8, happened.ProtocolName);
        line.Field("proto_version"u8, happened.ProtocolVersion);
        line.Field("client_id"u8, happened.ClientId);
        line.Field("connect_status"u8, happened.Status);
        line.Field("will_topic"u8, happened.WillTopic);
        line.Field("will_payload"u8, happened.WillPayload);
        line.Field("user"u8, happened.User);
        line.End();
    }
}
