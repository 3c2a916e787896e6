using NetSensor.Events;

namespace NetSensor.Export.Logs;

/// <summary>mysql.log: a line per login and command, with Zeek's columns.</summary>
public sealed class MySqlLog : LogFormat<MySqlCommandEvent>
{
    /// <inheritdoc/>
    public override string FileName => "mysql.log";

    /// <inheritdoc/>
    protected override void Write(MySqlCommandEvent happened, JsonLine line)
    {
        line.Begin();
        line.Field("ts"u8, happened.Begin);
        Connection(happened.Flow, line);
        line.Field("cmd"u8, happened.Command);
        line.Field("arg"u8, happened.Argument);
        line.Field("success"u8, happened.Success);
        line.Field("rows"u8, happened.Rows);
        line.Field("response"u8, happened.Response);
        line.End();
    }
}
