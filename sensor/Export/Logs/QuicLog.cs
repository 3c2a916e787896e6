using NetSensor.Events;

namespace NetSensor.Export.Logs;

/// <summary>quic.log: a line per QUIC connection, with Zeek 7.0's columns and <c>ja4</c>.</summary>
public sealed class QuicLog : LogFormat<QuicConnectionEvent>
{
    /// <inheritdoc/>
    public override string FileName => "quic.log";

    /// <inheritdoc/>
    protected override void Write(QuicConnectionEvent happened, JsonLine line)
    {
        line.Begin();
        line.Field("ts"u8, happened.Started);
        Connection(happened.Flow, line);
        line.Field("version"u8, happened.Version);
        line.Field("client_initial_dcid"u8, happened.ClientInitialDcid);
        line.Field("client_scid"u8, happened.ClientScid);
        line.Field("server_scid"u8, happened.ServerScid);
        line.Field("server_name"u8, happened.ServerName);
        line.Field("client_protocol"u8, happened.ClientProtocol);
        line.Field("history"u8, happened.History);
        line.Field("ja4"u8, happened.Ja4);
        line.End();
    }
}
