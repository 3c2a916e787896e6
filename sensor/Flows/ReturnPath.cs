using NetSensor.Events;
using NetSensor.Flows.Table;
using NetSensor.Wire;

namespace NetSensor.Flows;

/// <summary>
/// Compares the way of a flow's first answer with the way of its first packet, by hardware addresses and VLAN: where they differ, the network routes
/// asymmetrically, and a mirror port on one of the ways sees halves.
/// </summary>
internal static class ReturnPath
{
    /// <summary>The first packet of a direction; counted when it is an answer.</summary>
    public static void Note(in FlowRecord flow, Direction direction, in PacketHeaders headers, FlowCounters counters)
    {
        var isAnswer = (direction == Direction.FromOriginator ? flow.ResponderSide : flow.OriginatorSide).Packets > 0;
        if (!isAnswer || !headers.SourceMac.IsKnown || !flow.OriginatorMac.IsKnown) return;
        var (near, far) = direction == Direction.FromOriginator ? (flow.OriginatorMac, flow.ResponderMac) : (flow.ResponderMac, flow.OriginatorMac);
        if (headers.OuterVlan != flow.OuterVlan) counters.ReturnsOtherVlan++;
        else if (headers.SourceMac != near || headers.DestinationMac != far) counters.ReturnsOtherAddress++;
        else counters.ReturnsSamePath++;
    }

    /// <summary>The place of a tag in <see cref="FlowCounters.VlanFlows"/>.</summary>
    public static int PlaceOf(ushort vlan) => vlan == 0 ? FlowCounters.Untagged : vlan & 0xFFF;
}
