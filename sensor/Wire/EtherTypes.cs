namespace NetSensor.Wire;

/// <summary>What the two bytes behind the addresses of an Ethernet frame, or behind a VLAN tag, announce.</summary>
internal static class EtherTypes
{
    /// <summary>Lowest value that is a type; below it the field is an 802.3 length (IEEE 802.3 §3.2.6).</summary>
    public const int Lowest = 0x0600;

    /// <summary>The header that follows.</summary>
    public static Layer Next(ushort value) => (EtherType)value switch
    {
        EtherType.IPv4 => Layer.IPv4,
        EtherType.IPv6 => Layer.IPv6,
        EtherType.Vlan or EtherType.ServiceVlan or EtherType.QinQ9100 or EtherType.QinQ9200 or EtherType.QinQ9300 => Layer.Vlan,
        EtherType.Arp => Layer.Arp,
        _ => value < Lowest ? Layer.Llc : Layer.NotIp,
    };
}
