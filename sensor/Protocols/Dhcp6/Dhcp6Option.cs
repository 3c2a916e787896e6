namespace NetSensor.Protocols.Dhcp6;

/// <summary>Codes of options that are read here (IANA "DHCPv6 Option Codes"); others keep their number.</summary>
public enum Dhcp6Option : ushort
{
    /// <summary>Client DUID.</summary>
    ClientId = 1,
    /// <summary>Server DUID.</summary>
    ServerId = 2,
    /// <summary>Addresses: IAID 4, T1 4, T2 4, options.</summary>
    IaNa = 3,
    /// <summary>Temporary addresses: IAID 4, options.</summary>
    IaTa = 4,
    /// <summary>One address in either: address 16, preferred 4, valid 4, options.</summary>
    IaAddress = 5,
    /// <summary>Codes of the options that are wanted, two bytes each.</summary>
    OptionRequest = 6,
    /// <summary>The message that a relay carries.</summary>
    RelayMessage = 9,
    /// <summary>Enterprise number 4, then classes with two bytes of length each.</summary>
    VendorClass = 16,
    /// <summary>A relay's interface.</summary>
    InterfaceId = 18,
    /// <summary>DNS servers.</summary>
    NameServers = 23,
    /// <summary>Prefixes: IAID 4, T1 4, T2 4, options.</summary>
    IaPd = 25,
    /// <summary>One prefix in it: preferred 4, valid 4, length 1, prefix 16, options.</summary>
    IaPrefix = 26,
    /// <summary>A relay's enterprise number 4 and name of the client.</summary>
    RemoteId = 37,
    /// <summary>Flags 1, name (RFC 4704).</summary>
    ClientFqdn = 39,
    /// <summary>Hardware type 2, the client's address (RFC 6939).</summary>
    ClientLinkLayer = 79,
}
