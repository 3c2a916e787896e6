namespace NetSensor.Events;

/// <summary>A tunnel was discovered or closed; one line of tunnel.log. Its flow is the tunnel's outer pair.</summary>
public sealed class TunnelEvent : SensorEvent
{
    /// <summary>Zeek's name: "Tunnel::GRE", "Tunnel::IP", "Tunnel::VXLAN", "Tunnel::TEREDO", "Tunnel::GTPv1", "Tunnel::GENEVE", "Tunnel::AYIYA".</summary>
    public required string TunnelType { get; init; }
    /// <summary>"Tunnel::DISCOVER" or "Tunnel::CLOSE".</summary>
    public required string Action { get; init; }
}
