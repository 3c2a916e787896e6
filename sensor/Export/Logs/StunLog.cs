using NetSensor.Events;

namespace NetSensor.Export.Logs;

/// <summary>stun.log, which Zeek does not have: a line per flow that speaks STUN or TURN.</summary>
public sealed class StunLog : LogFormat<StunSessionEvent>
{
    /// <inheritdoc/>
    public override string FileName => "stun.log";

    /// <inheritdoc/>
    protected override void Write(StunSessionEvent happened, JsonLine line)
    {
        line.Begin();
        line.Field("ts"u8, happened.Begin);
        Connection(happened.Flow, line);
        line.Field("proto"u8, happened.Flow?.Transport == Transport.Tcp ? "tcp" : "udp");
        line.Field("requests"u8, happened.Requests);
        line.Field("answers"u8, happened.Answers);
        line.Field("relay"u8, happened.IsRelay);
        line.Field("client_software"u8, happened.ClientSoftware);
        line.Field("server_software"u8, happened.ServerSoftware);
        line.Field("user"u8, happened.User);
        line.Field("realm"u8, happened.Realm);
        if (happened.MappedAddress is { } mapped) line.Field("mapped_addr"u8, mapped);
        line.Field("mapped_port"u8, happened.MappedPort);
        if (happened.RelayedAddress is { } relayed) line.Field("relayed_addr"u8, relayed);
        if (happened.PeerAddress is { } peer) line.Field("peer_addr"u8, peer);
        line.Field("error"u8, happened.Error);
        line.End();
    }
}
