using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>A host or domain announces itself to the computer browser ([MS-BRWS] §2.2).</summary>
public sealed class BrowserAnnouncementEvent : SensorEvent
{
    /// <summary>1 host, 12 domain, 15 local master browser.</summary>
    public required int Command { get; init; }
    /// <summary>The sender's address, as the datagram's header says.</summary>
    public required IpAddr Sender { get; init; }
    /// <summary>The sender's hardware address on this link.</summary>
    public MacAddress SenderMac { get; init; }
    /// <summary>The sender's NetBIOS name, as the datagram's header says.</summary>
    public string? SenderName { get; init; }
    /// <summary>The name that is announced: a host's, or a domain's (12).</summary>
    public required string Name { get; init; }
    /// <summary>Version of the operating system, first number.</summary>
    public int MajorVersion { get; init; }
    /// <summary>Version, second number.</summary>
    public int MinorVersion { get; init; }
    /// <summary>Bits of what it offers ([MS-RAP] §2.5.5.1: 0x8 domain controller, 0x200 printers, 0x2000000 terminal server, …).</summary>
    public uint ServerType { get; init; }
    /// <summary>A comment; of a domain, its master browser.</summary>
    public string? Comment { get; init; }
}
