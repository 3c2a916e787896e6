namespace NetSensor.Wire;

/// <summary>Names of the faults, for weird.log and for counters.</summary>
public static class DecodeFaults
{
    private static readonly (string Name, string? Source)[] All =
    [
        ("none", null),
        ("truncated_ethernet_frame", "ETHERNET"),
        ("truncated_link_header", "MPLS"),
        ("truncated_VLAN_header", "VLAN"),
        ("truncated_pppoe_header", "PPPOE"),
        ("truncated_802_11_header", "IEEE802_11"),
        ("undefined_ether_type", "ETHERNET"),
        ("too_many_link_headers", "ETHERNET"),
        ("truncated_IP", "IP"),
        ("truncated_IP_len", "IP"),
        ("unknown_ip_version", "IP"),
        ("ip_hdr_len_zero", "IP"),
        ("invalid_IP_header_size", "IP"),
        ("IPv4_min_header_size", "IP"),
        ("internally_truncated_header", "IP"),
        ("too_many_extension_headers", "IP"),
        ("routing0_hdr", null),
        ("odd_routing0_len", null),
        ("bad_routing2_len", null),
        ("unknown_routing_type", null),
        ("multiple_routing_headers", null),
        ("bad_ipv6_dest_opt_len", null),
        ("multiple_home_addr_opts", null),
        ("bad_home_addr_len", null),
        ("truncated_header", null),
        ("bad_TCP_header_len", "TCP"),
        ("truncated_GRE", "GRE"),
        ("unknown_gre_version", "GRE"),
        ("gre_routing", "GRE"),
        ("egre_protocol_type", "GRE"),
        ("invalid_inner_IP_version", "IPTUNNEL"),
        ("vxlan_empty_packet", "VXLAN"),
        ("geneve_empty_packet", "GENEVE"),
        ("geneve_invalid_version", "GENEVE"),
        ("ayiya_empty_packet", "AYIYA"),
        ("Teredo_bubble_with_payload", "TEREDO"),
    ];

    /// <summary>How many faults there are, for tables indexed by fault.</summary>
    public static int Count => All.Length;

    /// <summary>Zeek's name for the fault where Zeek has one.</summary>
    public static string Name(DecodeFault fault) => (int)fault < All.Length ? All[(int)fault].Name : "unknown";

    /// <summary>Zeek's name for who noticed; null where Zeek names nobody.</summary>
    public static string? Source(DecodeFault fault, IpProtocol protocol) => fault switch
    {
        DecodeFault.InternallyTruncatedHeader or DecodeFault.TruncatedHeader => protocol switch
        {
            IpProtocol.Tcp => "TCP",
            IpProtocol.Udp => "UDP",
            IpProtocol.Icmp or IpProtocol.IcmpV6 => "ICMP",
            _ => "IP",
        },
        _ => (int)fault < All.Length ? All[(int)fault].Source : null,
    };
}
