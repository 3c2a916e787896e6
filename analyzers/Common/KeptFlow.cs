using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Analyzers.Common;

/// <summary>What a finding tells of a flow, as it is kept over a restart.</summary>
internal sealed record KeptFlow(
    string Uid, string CommunityId, long Start, string Originator, string Responder, ushort OriginatorPort, ushort ResponderPort, byte Transport, byte Protocol, ulong Order, int Vlan)
{
    /// <summary>From a flow.</summary>
    public static KeptFlow Of(FlowIdentity flow) => new(
        flow.Uid, flow.CommunityId, flow.Start.Nanoseconds, flow.Originator.ToString(), flow.Responder.ToString(), flow.OriginatorPort, flow.ResponderPort, (byte)flow.Transport,
        (byte)flow.Protocol, flow.Order, flow.Vlan);

    /// <summary>The flow again.</summary>
    public FlowIdentity ToFlow() => new()
    {
        Uid = Uid, CommunityId = CommunityId, Start = new Timestamp(Start), Originator = IpAddr.Parse(Originator), Responder = IpAddr.Parse(Responder),
        OriginatorPort = OriginatorPort, ResponderPort = ResponderPort, Transport = (Transport)Transport, Protocol = (IpProtocol)Protocol, Order = Order, Vlan = Vlan,
    };
}
