using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>A WS-Discovery message (OASIS WS-Discovery 1.1 §4–6); of several matches in one message the first.</summary>
public sealed class WsDiscoveryEvent : SensorEvent
{
    /// <summary>"Hello", "Bye", "Probe", "ProbeMatches", "Resolve" or "ResolveMatches".</summary>
    public required string Action { get; init; }
    /// <summary>Who sent it.</summary>
    public required IpAddr Sender { get; init; }
    /// <summary>The sender's hardware address on this link.</summary>
    public MacAddress SenderMac { get; init; }
    /// <summary>The endpoint's address, "urn:uuid:…"; null in probes.</summary>
    public string? Endpoint { get; init; }
    /// <summary>Types, as "wsdp:Device pub:Computer".</summary>
    public string? Types { get; init; }
    /// <summary>Scopes: URIs with blanks between them.</summary>
    public string? Scopes { get; init; }
    /// <summary>Where the endpoint is reached: URIs with blanks between them.</summary>
    public string? TransportAddresses { get; init; }
}
