using NetSensor.Events;

namespace NetSensor.Export.Logs;

/// <summary>rdp.log: a line per RDP connection, with Zeek 7's columns and what the sizes of the encrypted part tell.</summary>
public sealed class RdpLog : LogFormat<RdpSessionEvent>
{
    /// <inheritdoc/>
    public override string FileName => "rdp.log";

    /// <inheritdoc/>
    protected override void Write(RdpSessionEvent happened, JsonLine line)
    {
        line.Begin();
        line.Field("ts"u8, happened.Started);
        Connection(happened.Flow, line);
        line.Field("cookie"u8, happened.Cookie);
        line.Field("result"u8, happened.Result);
        line.Field("security_protocol"u8, happened.SecurityProtocol);
        WriteClient(happened, line);
        line.Field("cert_type"u8, happened.CertificateType);
        line.Field("cert_count"u8, happened.CertificateCount);
        line.Field("cert_permanent"u8, happened.CertificatePermanent);
        line.Field("encryption_level"u8, happened.EncryptionLevel);
        line.Field("encryption_method"u8, happened.EncryptionMethod);
        line.Field("requested_protocols"u8, happened.RequestedProtocols);
        line.Field("restricted_admin"u8, happened.RestrictedAdmin);
        line.Field("login_success"u8, happened.LoginSuccess);
        if (happened.LoginConfidence is { } confidence) line.Field("login_confidence"u8, confidence);
        line.End();
    }

    private static void WriteClient(RdpSessionEvent happened, JsonLine line)
    {
        line.Field("client_channels"u8, happened.ClientChannels);
        line.Field("keyboard_layout"u8, happened.KeyboardLayout);
        line.Field("client_build"u8, happened.ClientBuild);
        line.Field("client_name"u8, happened.ClientName);
        line.Field("client_dig_product_id"u8, happened.ClientProductId);
        line.Field("desktop_width"u8, happened.DesktopWidth);
        line.Field("desktop_height"u8, happened.DesktopHeight);
        line.Field("requested_color_depth"u8, happened.ColorDepth);
    }
}
