using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Common;

/// <summary>
/// A flow that a finding may have to tell of, as a value: of thousands of channels some flows each are remembered, and as many objects that come and go with them cost the collector more than
/// all else that is known of a channel.
/// </summary>
internal readonly struct NotedFlow
{
    private readonly FlowIdentity? _whole; // in a tunnel, or named by others than its hash: few are
    private readonly IpAddr _originator, _responder;
    private readonly MacAddress _originatorMac, _responderMac;
    private readonly Timestamp _start;
    private readonly ulong _order;
    private readonly uint _uidTail;
    private readonly short _vlan, _innerVlan; // ids have twelve bits
    private readonly ushort _originatorPort, _responderPort;
    private readonly Transport _transport;
    private readonly IpProtocol _protocol;
    private readonly bool _isOneWay;

    /// <summary>Notes a flow.</summary>
    public NotedFlow(FlowIdentity flow)
    {
        _whole = flow is { IsNamedByHash: true, TunnelParents: null } ? null : flow;
        (_originator, _responder, _originatorMac, _responderMac) = (flow.Originator, flow.Responder, flow.OriginatorMac, flow.ResponderMac);
        (_start, _order, _uidTail) = (flow.Start, flow.Order, flow.UidTail);
        (_vlan, _innerVlan) = ((short)flow.Vlan, (short)flow.InnerVlan);
        (_originatorPort, _responderPort, _transport, _protocol, _isOneWay) = (flow.OriginatorPort, flow.ResponderPort, flow.Transport, flow.Protocol, flow.IsOneWay);
    }

    /// <summary>Whether it is this one.</summary>
    public bool Is(FlowIdentity flow) => _order == flow.Order && _start == flow.Start && _originatorPort == flow.OriginatorPort && _responderPort == flow.ResponderPort
        && _originator == flow.Originator && _responder == flow.Responder && _transport == flow.Transport;

    /// <summary>The flow again.</summary>
    public FlowIdentity ToFlow() => _whole ?? new FlowIdentity
    {
        Originator = _originator, Responder = _responder, OriginatorMac = _originatorMac, ResponderMac = _responderMac, Start = _start, Order = _order, UidTail = _uidTail, Vlan = _vlan,
        InnerVlan = _innerVlan, OriginatorPort = _originatorPort, ResponderPort = _responderPort, Transport = _transport, Protocol = _protocol, IsOneWay = _isOneWay,
    };
}
