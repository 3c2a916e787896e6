namespace NetSensor.Events;

/// <summary>A tunnel was discovered or closed; one line of tunnel.log. Its flow is the tunnel's outer pair.</summary>
public sealed class TunnelEvent : SensorEvent
{
    /// <summary>Zeek's name: "Tunnel::GRE", "Tunnel::IP", "Tunnel::VXLAN", "Tunnel::TEREDO", "Tunnel::GTPv1", "Tunnel::GENEVE", "Tunnel::AYIYA", "Tunnel::SOCKS", "Tunnel::HTTP".</summary>
    public required string TunnelType { get; init; }
    /// <summary>"Tunnel::DISCOVER" or "Tunnel::CLOSE".</summary>
    public required string Action { get; init; }
    /// <summary>Whether a proxy carries it (SOCKS, HTTP CONNECT): all that a client sends through one proxy is one tunnel, whatever port it comes from.</summary>
    public bool ByProxy { get; init; }
}
