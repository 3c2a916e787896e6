using System.Text;
using NetSensor.Events.Naming;
using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>Which flow an event belongs to: one object per flow, shared by all of its events and never changed after the first.</summary>
public sealed class FlowIdentity
{
    /// <summary>Most bytes that <see cref="WriteUid"/> and <see cref="WriteCommunityId"/> write of a flow that was named by its hash.</summary>
    public const int MaxNameBytes = 32;

    private string? _uid;
    private string? _communityId;

    /// <summary>
    /// Unique id in Zeek's form ("C" and base-62 digits), hashed from <see cref="Start"/>, the five-tuple and the tunnel: written from
    /// <see cref="Order"/> and <see cref="UidTail"/> when asked for, unless it was given.
    /// </summary>
    public string Uid
    {
        get => _uid ??= Text(WriteUid);
        init => _uid = value;
    }

    /// <summary>The 32 bits of the hash behind the 64 of <see cref="Order"/>.</summary>
    public uint UidTail { get; init; }

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
    /// <summary>Community ID version 1, seed 0 ("1:…"): made when asked for, unless it was given.</summary>
    public string CommunityId
    {
        get => _communityId ??= Text(WriteCommunityId);
        init => _communityId = value;
    }

    /// <summary>Whether it has no name but those that are made of its own content: nobody gave it another, and nobody asked for one yet.</summary>
    public bool IsNamedByHash => _uid is null && _communityId is null;

    /// <summary>Whether its packets go one way by their nature: an ICMP message that nothing answers.</summary>
    public bool IsOneWay { get; init; }

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

    /// <summary>Writes <see cref="Uid"/> as UTF-8 and returns its length; most flows are written once, and need no string for that.</summary>
    public int WriteUid(Span<byte> utf8)
    {
        if (_uid is not null) return Encoding.UTF8.GetBytes(_uid, utf8);
        FlowUid.Write(Order, UidTail, utf8);
        return FlowUid.Length;
    }

    /// <summary>Writes <see cref="CommunityId"/> as UTF-8 and returns its length.</summary>
    public int WriteCommunityId(Span<byte> utf8)
    {
        if (_communityId is not null) return Encoding.UTF8.GetBytes(_communityId, utf8);
        Naming.CommunityId.Write(this, utf8);
        return Naming.CommunityId.Length;
    }

    private delegate int Writer(Span<byte> utf8);

    private static string Text(Writer write)
    {
        Span<byte> utf8 = stackalloc byte[MaxNameBytes];
        return Encoding.ASCII.GetString(utf8[..write(utf8)]);
    }
}
