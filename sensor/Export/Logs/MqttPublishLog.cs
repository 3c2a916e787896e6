using NetSensor.Events;

namespace NetSensor.Export.Logs;

/// <summary>mqtt_publish.log: a line per published message, with Zeek's columns.</summary>
public sealed class MqttPublishLog : LogFormat<MqttPublishEvent>
{
    private static readonly string[] Qualities = ["at most once", "at least once", "exactly once", "unknown"];

    /// <inheritdoc/>
    public override string FileName => "mqtt_publish.log";

    /// <inheritdoc/>
    protected override void Write(MqttPublishEvent happened, JsonLine line)
    {
        line.Begin();
        line.Field("ts"u8, happened.Begin);
        Connection(happened.Flow, line);
        line.Field("from_client"u8, happened.FromClient);
        line.Field("retain"u8, happened.Retain);
        line.Field("qos"u8, Qualities[happened.Quality & 3]);
        line.Field("status"u8, happened.IsComplete ? "ok" : "incomplete_qos");
        line.Field("topic"u8, happened.Topic);
        line.Field("payload"u8, happened.Payload);
        line.Field("payload_len"u8, happened.PayloadLength);
        line.End();
    }
}
