using NetSensor.Events;

namespace NetSensor.Export.Logs;

/// <summary>ssl.log: a line per TLS, DTLS or QUIC handshake.</summary>
public sealed class SslLog : LogFormat<TlsSessionEvent>
{
    /// <inheritdoc/>
    public override string FileName => "ssl.log";

    /// <inheritdoc/>
    protected override void Write(TlsSessionEvent happened, JsonLine line)
    {
        line.Begin();
        line.Field("ts"u8, happened.Start);
        Connection(happened.Flow, line);
        line.Field("version"u8, happened.Version);
        line.Field("cipher"u8, happened.Cipher);
        line.Field("curve"u8, happened.Curve);
        line.Field("server_name"u8, happened.ServerName);
        line.Field("resumed"u8, happened.Resumed);
        line.Field("last_alert"u8, happened.LastAlert);
        line.Field("next_protocol"u8, happened.NextProtocol);
        line.Field("established"u8, happened.Established);
        line.Field("ssl_history"u8, happened.History);
        line.Field("cert_chain_fps"u8, happened.CertificateChain);
        line.Field("client_cert_chain_fps"u8, happened.ClientCertificateChain);
        line.Field("sni_matches_cert"u8, happened.NameMatchesCertificate);
        line.Field("ja3"u8, happened.Ja3);
        line.Field("ja3s"u8, happened.Ja3s);
        line.Field("ja4"u8, happened.Ja4);
        line.Field("ech"u8, happened.EncryptedClientHello);
        line.End();
    }
}
