namespace NetSensor.Wire;

/// <summary>The protocol field of an IP header (IANA "Protocol Numbers"); other numbers are kept as they are.</summary>
public enum IpProtocol : byte
{
    /// <summary>IPv6 hop-by-hop options.</summary>
    HopByHop = 0,
    /// <summary>ICMP for IPv4.</summary>
    Icmp = 1,
    /// <summary>IGMP.</summary>
    Igmp = 2,
    /// <summary>IPv4 inside IP.</summary>
    IPv4 = 4,
    /// <summary>TCP.</summary>
    Tcp = 6,
    /// <summary>UDP.</summary>
    Udp = 17,
    /// <summary>IPv6 inside IP.</summary>
    IPv6 = 41,
    /// <summary>IPv6 routing header.</summary>
    Routing = 43,
    /// <summary>IPv6 fragment header.</summary>
    Fragment = 44,
    /// <summary>GRE.</summary>
    Gre = 47,
    /// <summary>ESP.</summary>
    Esp = 50,
    /// <summary>Authentication header.</summary>
    Ah = 51,
    /// <summary>ICMPv6.</summary>
    IcmpV6 = 58,
    /// <summary>No next header.</summary>
    NoNextHeader = 59,
    /// <summary>IPv6 destination options.</summary>
    DestinationOptions = 60,
    /// <summary>OSPF.</summary>
    Ospf = 89,
    /// <summary>Ethernet inside IP (RFC 3378).</summary>
    EtherIp = 97,
    /// <summary>PIM.</summary>
    Pim = 103,
    /// <summary>VRRP.</summary>
    Vrrp = 112,
    /// <summary>SCTP.</summary>
    Sctp = 132,
    /// <summary>IPv6 mobility header.</summary>
    Mobility = 135,
    /// <summary>MPLS inside IP.</summary>
    Mpls = 137,
}
