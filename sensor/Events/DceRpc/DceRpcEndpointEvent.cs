namespace NetSensor.Events;

/// <summary>An endpoint mapper told where an interface is offered (ept_map or ept_lookup, C706 appendix L and O).</summary>
public sealed class DceRpcEndpointEvent : SensorEvent
{
    /// <summary>Identifier of the interface.</summary>
    public required Guid Interface { get; init; }
    /// <summary>Zeek's name of the interface, or "unknown-" and the identifier.</summary>
    public required string Name { get; init; }
    /// <summary>Major version of the interface.</summary>
    public int Major { get; init; }
    /// <summary>"ncacn_ip_tcp", "ncadg_ip_udp", "ncacn_np", "ncacn_http", or the number of the protocol.</summary>
    public required string ProtocolSequence { get; init; }
    /// <summary>Address, as the server tells it; null when the tower has none.</summary>
    public string? Address { get; init; }
    /// <summary>Port; null when it is no protocol with ports.</summary>
    public int? Port { get; init; }
    /// <summary>Pipe; null when it is no pipe.</summary>
    public string? Pipe { get; init; }
}
