namespace NetSensor.Protocols.Dhcp;

/// <summary>Codes of options that are read here (IANA "BOOTP Vendor Extensions and DHCP Options"); others keep their number.</summary>
public enum DhcpOption : byte
{
    /// <summary>Filling.</summary>
    Pad = 0,
    /// <summary>Routers, four bytes each.</summary>
    Routers = 3,
    /// <summary>DNS servers, four bytes each.</summary>
    NameServers = 6,
    /// <summary>Host name.</summary>
    HostName = 12,
    /// <summary>Domain name.</summary>
    DomainName = 15,
    /// <summary>Requested address.</summary>
    RequestedAddress = 50,
    /// <summary>Lease time in seconds.</summary>
    LeaseTime = 51,
    /// <summary>Options go on in the boot file (1), the server name (2), or both (3).</summary>
    Overload = 52,
    /// <summary>Message type.</summary>
    MessageType = 53,
    /// <summary>The server's address.</summary>
    ServerIdentifier = 54,
    /// <summary>Codes of the options that the client wants.</summary>
    ParameterRequestList = 55,
    /// <summary>Why something is refused.</summary>
    Message = 56,
    /// <summary>Largest message that is taken.</summary>
    MaxMessageSize = 57,
    /// <summary>Vendor class.</summary>
    VendorClass = 60,
    /// <summary>Client identifier: type 1, value.</summary>
    ClientId = 61,
    /// <summary>User class.</summary>
    UserClass = 77,
    /// <summary>Client FQDN: flags 1, two answer codes, name.</summary>
    ClientFqdn = 81,
    /// <summary>Relay agent information, sub-options in it.</summary>
    RelayAgent = 82,
    /// <summary>The machine's UUID (RFC 4578 §2.3): type 1, UUID 16.</summary>
    MachineId = 97,
    /// <summary>End of the options.</summary>
    End = 255,
}
