using NetSensor.Events;

namespace NetSensor.Export.Logs;

/// <summary>irc.log: a line per command by which a client of IRC names itself, joins a channel or offers a file, with Zeek 7's columns.</summary>
public sealed class IrcLog : LogFormat<IrcCommandEvent>
{
    /// <inheritdoc/>
    public override string FileName => "irc.log";

    /// <inheritdoc/>
    protected override void Write(IrcCommandEvent happened, JsonLine line)
    {
        line.Begin();
        line.Field("ts"u8, happened.Time);
        Connection(happened.Flow, line);
        line.Field("nick"u8, happened.Nick);
        line.Field("user"u8, happened.User);
        line.Field("command"u8, happened.Command);
        line.Field("value"u8, happened.Value);
        line.Field("addl"u8, happened.Additional);
        line.Field("dcc_file_name"u8, happened.FileName);
        line.Field("dcc_file_size"u8, happened.FileSize);
        line.End();
    }
}
