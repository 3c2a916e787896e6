using NetSensor.Events;

namespace NetSensor.Export.Logs;

/// <summary>tunnel.log: a line when a tunnel is discovered and when it closes.</summary>
public sealed class TunnelLog : LogFormat<TunnelEvent>
{
    /// <inheritdoc/>
    public override string FileName => "tunnel.log";

    /// <inheritdoc/>
    protected override void Write(TunnelEvent happened, JsonLine line)
    {
        line.Begin();
        line.Field("ts"u8, happened.Time);
        Connection(happened.Flow, line);
        line.Field("tunnel_type"u8, happened.TunnelType);
        line.Field("action"u8, happened.Action);
        line.End();
    }
}
