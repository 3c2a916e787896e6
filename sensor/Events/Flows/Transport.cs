namespace NetSensor.Events;

/// <summary>The transport of a flow, with the names that conn.log gives them.</summary>
public enum Transport : byte
{
    /// <summary>Other IP protocols ("unknown_transport").</summary>
    Other,
    /// <summary>TCP.</summary>
    Tcp,
    /// <summary>UDP.</summary>
    Udp,
    /// <summary>ICMP and ICMPv6.</summary>
    Icmp,
    /// <summary>SCTP.</summary>
    Sctp,
}
