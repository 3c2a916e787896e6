using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Recording;

/// <summary>The five-tuple of a flow, the same for both directions. ICMP has no ports here: its types differ between question and answer.</summary>
internal readonly record struct FlowTuple(IpAddr One, ushort OnePort, IpAddr Other, ushort OtherPort, IpProtocol Protocol)
{
    /// <summary>The tuple of a packet.</summary>
    public static FlowTuple Of(in PacketHeaders headers) =>
        Of(headers.Source, headers.SourcePort, headers.Destination, headers.DestinationPort, headers.Protocol);

    /// <summary>The tuple of a flow.</summary>
    public static FlowTuple Of(FlowIdentity flow) =>
        Of(flow.Originator, flow.OriginatorPort, flow.Responder, flow.ResponderPort, flow.Protocol);

    private static FlowTuple Of(IpAddr one, ushort onePort, IpAddr other, ushort otherPort, IpProtocol protocol)
    {
        if (protocol is IpProtocol.Icmp or IpProtocol.IcmpV6) onePort = otherPort = 0;
        var order = one.CompareTo(other);
        return order < 0 || (order == 0 && onePort <= otherPort)
            ? new FlowTuple(one, onePort, other, otherPort, protocol)
            : new FlowTuple(other, otherPort, one, onePort, protocol);
    }
}
