using NetSensor.Wire;

namespace NetSensor.Flows.Tunnels;

/// <summary>How Zeek's logs name the tunnels.</summary>
internal static class TunnelNames
{
    /// <summary>tunnel.log's <c>tunnel_type</c>.</summary>
    public static string TypeOf(Encapsulation tunnel) => tunnel switch
    {
        Encapsulation.Gre => "Tunnel::GRE",
        Encapsulation.Vxlan => "Tunnel::VXLAN",
        Encapsulation.Geneve => "Tunnel::GENEVE",
        Encapsulation.Teredo => "Tunnel::TEREDO",
        Encapsulation.GtpV1 => "Tunnel::GTPv1",
        Encapsulation.Ayiya => "Tunnel::AYIYA",
        _ => "Tunnel::IP",
    };

    /// <summary>conn.log's <c>service</c> of the flow that carries the tunnel; null for those that are no flow themselves.</summary>
    public static string? ServiceOf(Encapsulation tunnel) => tunnel switch
    {
        Encapsulation.Vxlan => "vxlan",
        Encapsulation.Geneve => "geneve",
        Encapsulation.Teredo => "teredo",
        Encapsulation.GtpV1 => "gtpv1",
        Encapsulation.Ayiya => "ayiya",
        _ => null,
    };
}
