using NetSensor.Events;

namespace NetSensor.Export.Logs;

/// <summary>ftp.log: a line per FTP command that moves a file or opens a data connection, with Zeek 7's columns.</summary>
public sealed class FtpLog : LogFormat<FtpCommandEvent>
{
    /// <inheritdoc/>
    public override string FileName => "ftp.log";

    /// <inheritdoc/>
    protected override void Write(FtpCommandEvent happened, JsonLine line)
    {
        line.Begin();
        line.Field("ts"u8, happened.Started);
        Connection(happened.Flow, line);
        line.Field("user"u8, happened.User);
        line.Field("password"u8, happened.Password);
        line.Field("command"u8, happened.Command);
        line.Field("arg"u8, happened.Argument);
        line.Field("mime_type"u8, happened.MimeType);
        line.Field("file_size"u8, happened.FileSize);
        line.Field("reply_code"u8, happened.ReplyCode);
        line.Field("reply_msg"u8, happened.ReplyMessage);
        if (happened.DataChannel is { } channel)
        {
            line.Field("data_channel.passive"u8, channel.Passive);
            line.Field("data_channel.orig_h"u8, channel.Originator);
            line.Field("data_channel.resp_h"u8, channel.Responder);
            line.Field("data_channel.resp_p"u8, channel.ResponderPort);
        }
        line.Field("fuid"u8, happened.FileId);
        line.End();
    }
}
