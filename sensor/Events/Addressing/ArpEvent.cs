using NetSensor.Wire;

namespace NetSensor.Events;

/// <summary>
/// A host says over ARP (RFC 826) which address is its own. Told when that is new, changes, or was last told in another hour; who asks for whom is not.
/// It has no flow.
/// </summary>
public sealed class ArpEvent : SensorEvent
{
    /// <summary>What kind of message it was.</summary>
    public required ArpKind Kind { get; init; }
    /// <summary>The sender's address; 0.0.0.0 in a probe.</summary>
    public required IpAddr SenderAddress { get; init; }
    /// <summary>The hardware address that the message gives for it.</summary>
    public required MacAddress SenderMac { get; init; }
    /// <summary>The address asked for, or the one answered.</summary>
    public required IpAddr TargetAddress { get; init; }
    /// <summary>The hardware address from which the frame came: another one than <see cref="SenderMac"/> is a sign of forgery, or of a proxy.</summary>
    public MacAddress FrameMac { get; init; }
    /// <summary>VLAN id of the outer tag; -1 when untagged.</summary>
    public int Vlan { get; init; } = -1;
}
