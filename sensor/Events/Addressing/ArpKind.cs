namespace NetSensor.Events;

/// <summary>Kinds of ARP messages.</summary>
public enum ArpKind : byte
{
    /// <summary>Asks for the hardware address of another.</summary>
    Request,
    /// <summary>Answers.</summary>
    Reply,
    /// <summary>Asks whether an address is free, from no address (RFC 5227 §1.1).</summary>
    Probe,
    /// <summary>Claims its own address to everybody (RFC 5227 §1.1), as a request or an answer.</summary>
    Announcement,
}
