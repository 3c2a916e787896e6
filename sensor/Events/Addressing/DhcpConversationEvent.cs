using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>
/// The messages of one DHCP transaction, whatever flows they came over (broadcasts make several); one line of dhcp.log. It is derived, so it has
/// no flow. Fields mean what Zeek's documentation of dhcp.log says.
/// </summary>
public sealed class DhcpConversationEvent : SensorEvent
{
    /// <summary>Time of the first message.</summary>
    public required Timestamp Begin { get; init; }
    /// <summary>From the first to the last message.</summary>
    public required TimeSpan Duration { get; init; }
    /// <summary>Ids of the flows, in the order of their first message.</summary>
    public required IReadOnlyList<string> Uids { get; init; }
    /// <summary>Names of the messages, in order: "DISCOVER", "OFFER", ….</summary>
    public required IReadOnlyList<string> MessageTypes { get; init; }
    /// <summary>Address from which the client sent, else the one it was given.</summary>
    public IpAddr? ClientAddress { get; init; }
    /// <summary>Address of the server that gave an address.</summary>
    public IpAddr? ServerAddress { get; init; }
    /// <summary>Hardware address of the client.</summary>
    public string? Mac { get; init; }
    /// <summary>Option 12 of the client.</summary>
    public string? HostName { get; init; }
    /// <summary>Option 81 of the client.</summary>
    public string? ClientFqdn { get; init; }
    /// <summary>Option 15 of the server.</summary>
    public string? Domain { get; init; }
    /// <summary>Option 50 of the client.</summary>
    public IpAddr? RequestedAddress { get; init; }
    /// <summary>Address that the server gave.</summary>
    public IpAddr? AssignedAddress { get; init; }
    /// <summary>For how long it gave it.</summary>
    public TimeSpan? LeaseTime { get; init; }
    /// <summary>Option 56 of the client.</summary>
    public string? ClientMessage { get; init; }
    /// <summary>Option 56 of the server.</summary>
    public string? ServerMessage { get; init; }
    /// <summary>The client's parameter request list; not in Zeek's log.</summary>
    public string? ParameterRequestList { get; init; }
    /// <summary>The client's vendor class; not in Zeek's log.</summary>
    public string? VendorClass { get; init; }
}
