using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>One DHCPv6 message (RFC 8415); of a relayed one, the message inside. What it did not say is null.</summary>
public sealed class Dhcp6MessageEvent : SensorEvent
{
    /// <summary>SOLICIT 1, ADVERTISE 2, REQUEST 3, …, REPLY 7.</summary>
    public required int MessageType { get; init; }
    /// <summary>What joins question and answer; 24 bits.</summary>
    public required int TransactionId { get; init; }
    /// <summary>Who sent the packet.</summary>
    public required IpAddr Sender { get; init; }
    /// <summary>To whom.</summary>
    public required IpAddr Receiver { get; init; }
    /// <summary>The client's link-local address: the peer address of a relayed message, else the packet's own.</summary>
    public required IpAddr Client { get; init; }
    /// <summary>The client's hardware address: from option 79 of a relay, else the frame's; not known when relayed without it.</summary>
    public MacAddress ClientMac { get; init; }
    /// <summary>Option 1 as hexadecimal digits.</summary>
    public string? ClientDuid { get; init; }
    /// <summary>The MAC inside a DUID of type LLT or LL; a host has one DUID for all of its interfaces.</summary>
    public MacAddress DuidMac { get; init; }
    /// <summary>Option 2 as hexadecimal digits.</summary>
    public string? ServerDuid { get; init; }
    /// <summary>Option 39.</summary>
    public string? ClientFqdn { get; init; }
    /// <summary>Option 16: enterprise number and the classes, as "311 MSFT 5.0".</summary>
    public string? VendorClass { get; init; }
    /// <summary>Option 6 as "23,24".</summary>
    public string? OptionRequest { get; init; }
    /// <summary>Addresses in options 3 and 4 (IA_NA, IA_TA), with their valid lifetimes.</summary>
    public IReadOnlyList<(IpAddr Address, TimeSpan ValidLifetime)>? Addresses { get; init; }
    /// <summary>Prefixes in option 25 (IA_PD), as "2001:db8:1::/48".</summary>
    public IReadOnlyList<string>? Prefixes { get; init; }
    /// <summary>Option 23.</summary>
    public IReadOnlyList<IpAddr>? NameServers { get; init; }
    /// <summary>Option 18 of a relay: the port of the switch.</summary>
    public string? RelayInterface { get; init; }
    /// <summary>Option 37 of a relay: the switch, or the modem.</summary>
    public string? RelayRemoteId { get; init; }
}
