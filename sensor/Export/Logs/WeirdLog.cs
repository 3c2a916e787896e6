using NetSensor.Events;

namespace NetSensor.Export.Logs;

/// <summary>weird.log: a line per kind of oddity and flow.</summary>
public sealed class WeirdLog : LogFormat<WeirdEvent>
{
    /// <inheritdoc/>
    public override string FileName => "weird.log";

    /// <inheritdoc/>
    protected override void Write(WeirdEvent happened, JsonLine line)
    {
        line.Begin();
        line.Field("ts"u8, happened.Time);
        Connection(happened.Flow, line);
        line.Field("name"u8, happened.Name);
        line.Field("addl"u8, happened.Detail);
        line.Field("notice"u8, false);
        line.Field("source"u8, happened.Source);
        line.End();
    }
}
