using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Protocols;

/// <summary>Who sent what a parser looks at.</summary>
public static class FlowSender
{
    /// <summary>The sender's address.</summary>
    public static IpAddr Sender(this IFlowContext flow, Direction direction) => direction == Direction.FromOriginator ? flow.Originator : flow.Responder;

    /// <summary>The other side's address.</summary>
    public static IpAddr Receiver(this IFlowContext flow, Direction direction) => direction == Direction.FromOriginator ? flow.Responder : flow.Originator;

    /// <summary>The hardware address on the sender's side of the tap: the sender's own where it is on the link.</summary>
    public static MacAddress SenderMac(this IFlowContext flow, Direction direction) =>
        direction == Direction.FromOriginator ? flow.Flow.OriginatorMac : flow.Flow.ResponderMac;
}
