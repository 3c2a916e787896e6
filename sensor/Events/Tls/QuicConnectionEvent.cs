using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>A QUIC connection as far as it shows itself; one line of quic.log. What was not seen is null. Fields mean what Zeek's documentation of quic.log says.</summary>
public sealed class QuicConnectionEvent : SensorEvent
{
    /// <summary>When its first packet came.</summary>
    public required Timestamp Started { get; init; }
    /// <summary>"1", "quicv2", "draft-29", "unknown-…".</summary>
    public required string Version { get; init; }
    /// <summary>The connection id that the client's first packet was addressed to, in hexadecimal.</summary>
    public string? ClientInitialDcid { get; init; }
    /// <summary>The client's own connection id; may be empty.</summary>
    public string? ClientScid { get; init; }
    /// <summary>The server's own connection id.</summary>
    public string? ServerScid { get; init; }
    /// <summary>Name that the client asked for (SNI).</summary>
    public string? ServerName { get; init; }
    /// <summary>First protocol that the client offered (ALPN).</summary>
    public string? ClientProtocol { get; init; }
    /// <summary>A letter per packet or message: I initial, H handshake, Z 0-RTT, R retry, S hello, C close, U unknown version; the client's in capitals.</summary>
    public required string History { get; init; }
    /// <summary>JA4 of the client ("q…").</summary>
    public string? Ja4 { get; init; }
}
