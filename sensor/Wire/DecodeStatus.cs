namespace NetSensor.Wire;

/// <summary>How far a packet could be decoded, and if not to its end, why.</summary>
public enum DecodeStatus : byte
{
    /// <summary>Network and transport headers are complete.</summary>
    Ok,
    /// <summary>An IP fragment: hand it to the reassembler and decode what that gives back.</summary>
    Fragment,
    /// <summary>ARP; the addresses are those of the ARP body.</summary>
    Arp,
    /// <summary>A link-layer frame that carries no IP (spanning tree, LLDP, 802.11 management, …).</summary>
    NotIp,
    /// <summary>The capture cut the packet inside its link or network header.</summary>
    TruncatedNetwork,
    /// <summary>The capture cut the packet inside its transport header; addresses are valid.</summary>
    TruncatedTransport,
    /// <summary>A header contradicts itself (length, version).</summary>
    Malformed,
    /// <summary>The link type is none that the sensor reads.</summary>
    UnknownLink,
}
