using NetSensor.Events;

namespace NetSensor.Export.Logs;

/// <summary>ntp.log: a line per message that carries times; control and private messages have none in it, as with Zeek.</summary>
public sealed class NtpLog : LogFormat<NtpMessageEvent>
{
    /// <inheritdoc/>
    public override string FileName => "ntp.log";

    /// <inheritdoc/>
    protected override void Write(NtpMessageEvent happened, JsonLine line)
    {
        if (happened.Times is not { } times) return;
        line.Begin();
        line.Field("ts"u8, happened.Time);
        Connection(happened.Flow, line);
        line.Field("version"u8, happened.Version);
        line.Field("mode"u8, happened.Mode);
        line.Field("stratum"u8, times.Stratum);
        line.Field("poll"u8, times.Poll);
        line.Field("precision"u8, times.Precision);
        line.Field("root_delay"u8, times.RootDelay);
        line.Field("root_disp"u8, times.RootDispersion);
        line.Field("ref_id"u8, times.ReferenceId);
        line.Field("ref_time"u8, times.Reference);
        line.Field("org_time"u8, times.Origin);
        line.Field("rec_time"u8, times.Receive);
        line.Field("xmt_time"u8, times.Transmit);
        line.Field("num_exts"u8, 0); // Zeek has the column and counts none
        line.End();
    }
}
