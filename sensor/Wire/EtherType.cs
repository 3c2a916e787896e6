namespace NetSensor.Wire;

/// <summary>The type field of an Ethernet frame (IANA "IEEE 802 Numbers"); other numbers are kept as they are.</summary>
public enum EtherType : ushort
{
    /// <summary>IPv4.</summary>
    IPv4 = 0x0800,
    /// <summary>ARP.</summary>
    Arp = 0x0806,
    /// <summary>ERSPAN type III.</summary>
    Erspan3 = 0x22EB,
    /// <summary>Transparent Ethernet bridging (RFC 1701).</summary>
    EthernetBridging = 0x6558,
    /// <summary>802.1Q customer tag.</summary>
    Vlan = 0x8100,
    /// <summary>IPv6.</summary>
    IPv6 = 0x86DD,
    /// <summary>PPP.</summary>
    Ppp = 0x880B,
    /// <summary>WCCP version 2 redirection in GRE.</summary>
    Wccp = 0x883E,
    /// <summary>MPLS (RFC 3032).</summary>
    Mpls = 0x8847,
    /// <summary>MPLS with upstream-assigned labels (RFC 5332), once multicast.</summary>
    MplsMulticast = 0x8848,
    /// <summary>PPPoE session stage (RFC 2516).</summary>
    PppoeSession = 0x8864,
    /// <summary>802.1ad service tag.</summary>
    ServiceVlan = 0x88A8,
    /// <summary>ERSPAN types I and II.</summary>
    Erspan = 0x88BE,
    /// <summary>802.1ah provider backbone service tag.</summary>
    ProviderBackbone = 0x88E7,
    /// <summary>Cisco FabricPath.</summary>
    FabricPath = 0x8903,
    /// <summary>Cisco VN-Tag.</summary>
    VnTag = 0x8926,
    /// <summary>802.1BR E-Tag.</summary>
    PortExtenderTag = 0x893F,
    /// <summary>QinQ as it was before 802.1ad.</summary>
    QinQ9100 = 0x9100,
    /// <summary>QinQ as some vendors number it.</summary>
    QinQ9200 = 0x9200,
    /// <summary>QinQ as some vendors number it.</summary>
    QinQ9300 = 0x9300,
}
