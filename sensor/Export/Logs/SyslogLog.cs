using NetSensor.Events;

namespace NetSensor.Export.Logs;

/// <summary>syslog.log: a line per message, with Zeek's columns.</summary>
public sealed class SyslogLog : LogFormat<SyslogMessageEvent>
{
    /// <inheritdoc/>
    public override string FileName => "syslog.log";

    /// <inheritdoc/>
    protected override void Write(SyslogMessageEvent happened, JsonLine line)
    {
        line.Begin();
        line.Field("ts"u8, happened.Time);
        Connection(happened.Flow, line);
        line.Field("proto"u8, "udp");
        line.Field("facility"u8, happened.Facility);
        line.Field("severity"u8, happened.Severity);
        line.Field("message"u8, happened.Message);
        line.End();
    }
}
