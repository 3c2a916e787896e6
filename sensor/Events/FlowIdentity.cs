using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>Which flow an event belongs to: one object per flow, shared by all of its events and never changed after the first.</summary>
public sealed class FlowIdentity
{
    /// <summary>Unique id in Zeek's form ("C" and base-62 digits), hashed from <see cref="Start"/>, the five-tuple and the tunnel.</summary>
    public required string Uid { get; init; }
    /// <summary>Time of the first packet.</summary>
    public required Timestamp Start { get; init; }
    /// <summary>Address of the side that opened the flow.</summary>
    public required IpAddr Originator { get; init; }
    /// <summary>Address of the side that answers.</summary>
    public required IpAddr Responder { get; init; }
    /// <summary>Originator's port; the ICMP type for ICMP.</summary>
    public required ushort OriginatorPort { get; init; }
    /// <summary>Responder's port; the ICMP code, or the type of the answer, for ICMP.</summary>
    public required ushort ResponderPort { get; init; }
    /// <summary>Transport of the flow.</summary>
    public required Transport Transport { get; init; }
    /// <summary>Protocol number of the IP header.</summary>
    public required IpProtocol Protocol { get; init; }
    /// <summary>Community ID version 1, seed 0 ("1:…").</summary>
    public required string CommunityId { get; init; }
    /// <summary>Sorts events of one moment; a hash of the same content as <see cref="Uid"/>.</summary>
    public required ulong Order { get; init; }
    /// <summary>VLAN id of the outer tag; -1 when untagged.</summary>
    public int Vlan { get; init; } = -1;
    /// <summary>VLAN id of the inner tag (QinQ); -1 when there is none.</summary>
    public int InnerVlan { get; init; } = -1;
    /// <summary>Hardware address on the originator's side of the tap.</summary>
    public MacAddress OriginatorMac { get; init; }
    /// <summary>Hardware address on the responder's side of the tap.</summary>
    public MacAddress ResponderMac { get; init; }
    /// <summary>Uids of the tunnels around this flow, outermost first; null when there is none.</summary>
    public IReadOnlyList<string>? TunnelParents { get; init; }
}
