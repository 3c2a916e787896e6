namespace NetSensor.Wire;

/// <summary>The type field of an Ethernet frame (IANA "IEEE 802 Numbers"); other numbers are kept as they are.</summary>
public enum EtherType : ushort
{
    /// <summary>IPv4.</summary>
    IPv4 = 0x0800,
    /// <summary>ARP.</summary>
    Arp = 0x0806,
    /// <summary>802.1Q customer tag.</summary>
    Vlan = 0x8100,
    /// <summary>IPv6.</summary>
    IPv6 = 0x86DD,
    /// <summary>802.1ad service tag.</summary>
    ServiceVlan = 0x88A8,
    /// <summary>QinQ as it was before 802.1ad.</summary>
    QinQ9100 = 0x9100,
    /// <summary>QinQ as some vendors number it.</summary>
    QinQ9200 = 0x9200,
    /// <summary>QinQ as some vendors number it.</summary>
    QinQ9300 = 0x9300,
}
