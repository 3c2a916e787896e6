namespace NetSensor.Wire.Links;

/// <summary>What the two bytes behind the addresses of an Ethernet frame, or behind a VLAN tag, announce.</summary>
internal static class EtherTypes
{
    /// <summary>Lowest value that is a type (IEEE 802.3 §3.2.6).</summary>
    public const int Lowest = 0x0600;

    /// <summary>Highest value that is an 802.3 length; those between are undefined.</summary>
    public const int HighestLength = 1500;

    /// <summary>The header that follows.</summary>
    public static Layer Next(ushort value, ref PacketHeaders headers)
    {
        if (value is (ushort)EtherType.IPv4 or (ushort)EtherType.IPv6) return Layer.Ip;
        if (value >= Lowest)
        {
            var layer = Rare((EtherType)value);
            if (layer == Layer.NotIp) headers.DestinationPort = value;
            return layer;
        }
        if (value <= HighestLength) return Layer.Llc;
        headers.Fault = DecodeFault.UndefinedEtherType;
        return Layer.Malformed;
    }

    /// <summary>Whether a frame with this type field is worth reading; tells an Ethernet header from other bytes.</summary>
    public static bool IsKnown(ushort value) =>
        value is (ushort)EtherType.IPv4 or (ushort)EtherType.IPv6 || (value >= Lowest && Rare((EtherType)value) != Layer.NotIp);

    private static Layer Rare(EtherType type) => type switch
    {
        EtherType.Vlan or EtherType.ServiceVlan or EtherType.QinQ9100 or EtherType.QinQ9200 or EtherType.QinQ9300 => Layer.Vlan,
        EtherType.Arp => Layer.Arp,
        EtherType.Mpls or EtherType.MplsMulticast => Layer.Mpls,
        EtherType.PppoeSession => Layer.PppoeSession,
        EtherType.Ppp => Layer.Ppp,
        EtherType.EthernetBridging => Layer.Ethernet,
        EtherType.FabricPath => Layer.FabricPath,
        EtherType.ProviderBackbone => Layer.ProviderBackbone,
        EtherType.VnTag => Layer.VnTag,
        EtherType.PortExtenderTag => Layer.PortExtenderTag,
        _ => Layer.NotIp,
    };
}
