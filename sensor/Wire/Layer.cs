namespace NetSensor.Wire;

/// <summary>Which header a link-layer reader says comes next, or why there is none.</summary>
internal enum Layer : byte
{
    /// <summary>Nothing that carries IP.</summary>
    NotIp,
    /// <summary>The captured bytes end inside the header.</summary>
    Truncated,
    /// <summary>The header contradicts itself.</summary>
    Malformed,
    /// <summary>An Ethernet frame.</summary>
    Ethernet,
    /// <summary>An 802.1Q tag's two bytes of priority and id, with the next EtherType behind them.</summary>
    Vlan,
    /// <summary>An IEEE 802.2 LLC header, with or without SNAP.</summary>
    Llc,
    /// <summary>IPv4 or IPv6, told apart by the version in its first four bits.</summary>
    Ip,
    /// <summary>IPv4.</summary>
    IPv4,
    /// <summary>IPv6.</summary>
    IPv6,
    /// <summary>ARP.</summary>
    Arp,
}
