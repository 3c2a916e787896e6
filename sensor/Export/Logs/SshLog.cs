using NetSensor.Events;

namespace NetSensor.Export.Logs;

/// <summary>ssh.log: a line per SSH session, with Zeek 7's columns and HASSH of both sides.</summary>
public sealed class SshLog(HomeNetworks home) : LogFormat<SshSessionEvent>
{
    /// <inheritdoc/>
    public override string FileName => "ssh.log";

    /// <inheritdoc/>
    protected override void Write(SshSessionEvent happened, JsonLine line)
    {
        line.Begin();
        line.Field("ts"u8, happened.Started);
        Connection(happened.Flow, line);
        line.Field("version"u8, happened.Version);
        line.Field("auth_success"u8, happened.LoginSuccess);
        line.Field("auth_attempts"u8, happened.LoginAttempts);
        line.Field("direction"u8, DirectionOf(happened.Flow));
        line.Field("client"u8, happened.Client);
        line.Field("server"u8, happened.Server);
        line.Field("cipher_alg"u8, happened.Cipher);
        line.Field("mac_alg"u8, happened.Mac);
        line.Field("compression_alg"u8, happened.Compression);
        line.Field("kex_alg"u8, happened.KeyExchange);
        line.Field("host_key_alg"u8, happened.HostKeyAlgorithm);
        line.Field("host_key"u8, happened.HostKey);
        line.Field("hassh"u8, happened.Hassh);
        line.Field("hasshServer"u8, happened.HasshServer);
        line.End();
    }

    /// <summary>Who logs in where, when one side is at home and the other is not.</summary>
    private string? DirectionOf(FlowIdentity? flow)
    {
        if (flow is null) return null;
        var fromHome = home.Contains(flow.Originator);
        return fromHome == home.Contains(flow.Responder) ? null : fromHome ? "OUTBOUND" : "INBOUND";
    }
}
