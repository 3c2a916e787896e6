using NetSensor.Events;

namespace NetSensor.Export.Logs;

/// <summary>rfb.log: a line per RFB (VNC) session, with Zeek 7's columns.</summary>
public sealed class RfbLog : LogFormat<RfbSessionEvent>
{
    /// <inheritdoc/>
    public override string FileName => "rfb.log";

    /// <inheritdoc/>
    protected override void Write(RfbSessionEvent happened, JsonLine line)
    {
        line.Begin();
        line.Field("ts"u8, happened.Started);
        Connection(happened.Flow, line);
        line.Field("client_major_version"u8, happened.Client?.Major);
        line.Field("client_minor_version"u8, happened.Client?.Minor);
        line.Field("server_major_version"u8, happened.Server?.Major);
        line.Field("server_minor_version"u8, happened.Server?.Minor);
        line.Field("authentication_method"u8, happened.Authentication);
        line.Field("auth"u8, happened.Success);
        line.Field("share_flag"u8, happened.Shared);
        line.Field("desktop_name"u8, happened.DesktopName);
        line.Field("width"u8, happened.Width);
        line.Field("height"u8, happened.Height);
        line.End();
    }
}
