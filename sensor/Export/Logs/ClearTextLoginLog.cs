using NetSensor.Events;

namespace NetSensor.Export.Logs;

/// <summary>clear_text_logins.log: a line per login that could be read on the wire; Zeek has no such log. Passwords are not in it.</summary>
public sealed class ClearTextLoginLog : LogFormat<ClearTextLoginEvent>
{
    /// <inheritdoc/>
    public override string FileName => "clear_text_logins.log";

    /// <inheritdoc/>
    protected override void Write(ClearTextLoginEvent happened, JsonLine line)
    {
        line.Begin();
        line.Field("ts"u8, happened.Started);
        Connection(happened.Flow, line);
        line.Field("service"u8, happened.Service);
        line.Field("mechanism"u8, happened.Mechanism);
        line.Field("user"u8, happened.User);
        line.Field("password_seen"u8, happened.PasswordSeen);
        line.Field("success"u8, happened.Success);
        line.End();
    }
}
