using NetSensor.Events;

namespace NetSensor.Export.Logs;

/// <summary>sip.log: a line per request and answer, with Zeek's columns.</summary>
public sealed class SipLog : LogFormat<SipTransactionEvent>
{
    /// <inheritdoc/>
    public override string FileName => "sip.log";

    /// <inheritdoc/>
    protected override void Write(SipTransactionEvent happened, JsonLine line)
    {
        line.Begin();
        line.Field("ts"u8, happened.Begin);
        Connection(happened.Flow, line);
        line.Field("trans_depth"u8, 0); // Zeek counts on only when transactions overlap, which its pairing rules out
        line.Field("method"u8, happened.Method);
        line.Field("uri"u8, happened.Uri);
        line.Field("date"u8, happened.Date);
        line.Field("request_from"u8, happened.RequestFrom);
        line.Field("request_to"u8, happened.RequestTo);
        line.Field("response_from"u8, happened.ResponseFrom);
        line.Field("response_to"u8, happened.ResponseTo);
        line.Field("reply_to"u8, happened.ReplyTo);
        line.Field("call_id"u8, happened.CallId);
        line.Field("seq"u8, happened.CommandSequence);
        line.Field("subject"u8, happened.Subject);
        line.Field("request_path"u8, happened.RequestPath);
        line.Field("response_path"u8, happened.ResponsePath);
        line.Field("user_agent"u8, happened.UserAgent);
        line.Field("status_code"u8, happened.StatusCode);
        line.Field("status_msg"u8, happened.StatusMessage);
        line.Field("warning"u8, happened.Warning);
        line.Field("request_body_len"u8, happened.RequestBodyLength);
        line.Field("response_body_len"u8, happened.ResponseBodyLength);
        line.Field("content_type"u8, happened.ContentType);
        line.End();
    }
}
