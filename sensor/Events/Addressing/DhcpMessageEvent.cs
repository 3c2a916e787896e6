using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>One DHCP message (RFC 2131) with all of its options that identify somebody. What it did not say is null.</summary>
public sealed class DhcpMessageEvent : SensorEvent
{
    /// <summary>Which side of the flow sent it.</summary>
    public required Direction Direction { get; init; }
    /// <summary>Whether a client sent it, as Zeek tells the two apart: by addresses and ports of the flow.</summary>
    public required bool FromClient { get; init; }
    /// <summary>BOOTREQUEST 1, BOOTREPLY 2.</summary>
    public required int Operation { get; init; }
    /// <summary>Option 53: DISCOVER 1, OFFER 2, REQUEST 3, …; 0 when there was none (BOOTP).</summary>
    public required int MessageType { get; init; }
    /// <summary>What joins the messages of one conversation.</summary>
    public required uint TransactionId { get; init; }
    /// <summary>The client's hardware address as the message has it, written like a MAC of six or eight bytes.</summary>
    public required string ClientHardware { get; init; }
    /// <summary>The same when it is a MAC of six bytes.</summary>
    public MacAddress ClientMac { get; init; }
    /// <summary>Address that the client has (ciaddr).</summary>
    public IpAddr? ClientAddress { get; init; }
    /// <summary>"Your" address: what the server gives (yiaddr).</summary>
    public IpAddr? AssignedAddress { get; init; }
    /// <summary>The relay that passed it on (giaddr).</summary>
    public IpAddr? RelayAddress { get; init; }
    /// <summary>Option 12.</summary>
    public string? HostName { get; init; }
    /// <summary>Option 15.</summary>
    public string? DomainName { get; init; }
    /// <summary>Option 3.</summary>
    public IReadOnlyList<IpAddr>? Routers { get; init; }
    /// <summary>Option 6.</summary>
    public IReadOnlyList<IpAddr>? NameServers { get; init; }
    /// <summary>Option 50.</summary>
    public IpAddr? RequestedAddress { get; init; }
    /// <summary>Option 51.</summary>
    public TimeSpan? LeaseTime { get; init; }
    /// <summary>Option 54: the server by its address.</summary>
    public IpAddr? ServerIdentifier { get; init; }
    /// <summary>Option 55 as "1,3,6,15": order and content tell operating systems apart.</summary>
    public string? ParameterRequestList { get; init; }
    /// <summary>Option 56: why a server or client refuses.</summary>
    public string? Message { get; init; }
    /// <summary>Option 57, in bytes.</summary>
    public int? MaxMessageSize { get; init; }
    /// <summary>Option 60: "MSFT 5.0", "dhcpcd-6.8.2:Linux-4.4".</summary>
    public string? VendorClass { get; init; }
    /// <summary>Option 61 without its type: a hardware address is written like one, anything else as text or hexadecimal digits.</summary>
    public string? ClientId { get; init; }
    /// <summary>Type of option 61: 1 Ethernet, 0 text, 255 a DUID (RFC 4361).</summary>
    public int? ClientIdType { get; init; }
    /// <summary>Option 77.</summary>
    public string? UserClass { get; init; }
    /// <summary>Option 81 as its bytes stand there, which is what Zeek logs.</summary>
    public string? ClientFqdnText { get; init; }
    /// <summary>Option 81 as a name, in whichever of its two encodings it came (RFC 4702 §2.1).</summary>
    public string? ClientFqdn { get; init; }
    /// <summary>Option 82, sub-option 1: the port of the switch.</summary>
    public string? RelayCircuitId { get; init; }
    /// <summary>Option 82, sub-option 2: the switch, or the modem.</summary>
    public string? RelayRemoteId { get; init; }
    /// <summary>Option 97: the machine's UUID, of PXE clients.</summary>
    public string? MachineId { get; init; }
}
