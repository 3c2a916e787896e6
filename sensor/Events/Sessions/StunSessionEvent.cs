using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>The STUN or TURN of one flow (RFC 8489, RFC 8656), told when it ends; one line of stun.log. Nobody changes it once it was emitted.</summary>
public sealed class StunSessionEvent : SensorEvent
{
    /// <summary>When the first message was seen.</summary>
    public required Timestamp Begin { get; init; }
    /// <summary>Requests seen.</summary>
    public int Requests { get; set; }
    /// <summary>Answers seen.</summary>
    public int Answers { get; set; }
    /// <summary>Whether a relay was asked for: TURN.</summary>
    public bool IsRelay { get; set; }
    /// <summary>SOFTWARE of who asks.</summary>
    public string? ClientSoftware { get; set; }
    /// <summary>SOFTWARE of the server.</summary>
    public string? ServerSoftware { get; set; }
    /// <summary>USERNAME: of a TURN account, or the two sides' fragments of ICE.</summary>
    public string? User { get; set; }
    /// <summary>REALM of the server.</summary>
    public string? Realm { get; set; }
    /// <summary>How the server sees the client: its address on the other side of address translation.</summary>
    public IpAddr? MappedAddress { get; set; }
    /// <summary>Port that belongs to <see cref="MappedAddress"/>.</summary>
    public int? MappedPort { get; set; }
    /// <summary>Address of the relay that was granted.</summary>
    public IpAddr? RelayedAddress { get; set; }
    /// <summary>Address with which a relay was asked to connect: the first.</summary>
    public IpAddr? PeerAddress { get; set; }
    /// <summary>Code of the last failure; null without.</summary>
    public int? Error { get; set; }
}
