namespace NetSensor.Wire.Links;

/// <summary>Which header a link-layer reader says comes next, or why there is none.</summary>
internal enum Layer : byte
{
    /// <summary>Nothing that carries IP.</summary>
    NotIp,
    /// <summary>The captured bytes end inside the header.</summary>
    Truncated,
    /// <summary>The header contradicts itself.</summary>
    Malformed,
    /// <summary>The link type is none that the sensor reads.</summary>
    Unknown,
    /// <summary>IPv4 or IPv6, told apart by the version in its first four bits.</summary>
    Ip,
    /// <summary>ARP.</summary>
    Arp,
    /// <summary>An Ethernet frame.</summary>
    Ethernet,
    /// <summary>An 802.1Q tag's two bytes of priority and id, with the next EtherType behind them.</summary>
    Vlan,
    /// <summary>An IEEE 802.2 LLC header, with or without SNAP.</summary>
    Llc,
    /// <summary>An MPLS label stack.</summary>
    Mpls,
    /// <summary>A PPPoE session header.</summary>
    PppoeSession,
    /// <summary>PPP, with or without HDLC bytes, or Cisco HDLC in its place.</summary>
    Ppp,
    /// <summary>Cisco HDLC.</summary>
    CiscoHdlc,
    /// <summary>A Cisco FabricPath tag with an Ethernet frame behind it.</summary>
    FabricPath,
    /// <summary>An 802.1ah service tag with an Ethernet frame behind it.</summary>
    ProviderBackbone,
    /// <summary>A Cisco VN-Tag or an 802.1BR E-Tag with the next EtherType behind it.</summary>
    VnTag,
    /// <summary>An 802.1BR E-Tag with the next EtherType behind it.</summary>
    PortExtenderTag,
    /// <summary>IEEE 802.11.</summary>
    Ieee80211,
    /// <summary>One frame of an 802.11 A-MSDU.</summary>
    Amsdu,
    /// <summary>Radiotap before 802.11.</summary>
    Radiotap,
    /// <summary>Prism or AVS before 802.11.</summary>
    Prism,
}
