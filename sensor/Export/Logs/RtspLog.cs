using NetSensor.Events;

namespace NetSensor.Export.Logs;

/// <summary>rtsp.log, which Zeek does not have: a line per request and its answer.</summary>
public sealed class RtspLog : LogFormat<RtspTransactionEvent>
{
    /// <inheritdoc/>
    public override string FileName => "rtsp.log";

    /// <inheritdoc/>
    protected override void Write(RtspTransactionEvent happened, JsonLine line)
    {
        line.Begin();
        line.Field("ts"u8, happened.Begin);
        Connection(happened.Flow, line);
        line.Field("method"u8, happened.Method);
        line.Field("uri"u8, happened.Uri);
        line.Field("user_agent"u8, happened.UserAgent);
        line.Field("user"u8, happened.User);
        line.Field("transport"u8, happened.Transport);
        line.Field("status_code"u8, happened.StatusCode);
        line.Field("status_msg"u8, happened.StatusMessage);
        line.Field("server"u8, happened.Server);
        line.Field("realm"u8, happened.Realm);
        line.Field("content_type"u8, happened.ContentType);
        line.End();
    }
}
