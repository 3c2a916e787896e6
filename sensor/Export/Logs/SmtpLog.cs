using NetSensor.Events;

namespace NetSensor.Export.Logs;

/// <summary>smtp.log: a line per mail that is handed over, with Zeek 7's columns and the names of attachments.</summary>
public sealed class SmtpLog : LogFormat<SmtpMessageEvent>
{
    /// <inheritdoc/>
    public override string FileName => "smtp.log";

    /// <inheritdoc/>
    protected override void Write(SmtpMessageEvent happened, JsonLine line)
    {
        line.Begin();
        line.Field("ts"u8, happened.Started);
        Connection(happened.Flow, line);
        line.Field("trans_depth"u8, happened.Depth);
        line.Field("helo"u8, happened.Helo);
        line.Field("mailfrom"u8, happened.MailFrom);
        line.Field("rcptto"u8, happened.Recipients);
        WriteHeaders(happened, line);
        line.Field("last_reply"u8, happened.LastReply);
        line.Field("path"u8, happened.Path);
        line.Field("user_agent"u8, happened.UserAgent);
        line.Field("tls"u8, happened.IsTls);
        line.Field("attachments"u8, happened.Attachments);
        line.End();
    }

    private static void WriteHeaders(SmtpMessageEvent happened, JsonLine line)
    {
        line.Field("date"u8, happened.Date);
        line.Field("from"u8, happened.From);
        line.Field("to"u8, happened.To);
        line.Field("cc"u8, happened.Cc);
        line.Field("reply_to"u8, happened.ReplyTo);
        line.Field("msg_id"u8, happened.MessageId);
        line.Field("in_reply_to"u8, happened.InReplyTo);
        line.Field("subject"u8, happened.Subject);
        if (happened.OriginatingAddress is { } address) line.Field("x_originating_ip"u8, address);
        line.Field("first_received"u8, happened.FirstReceived);
        line.Field("second_received"u8, happened.SecondReceived);
    }
}
