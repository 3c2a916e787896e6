using NetSensor.Events;
using NetSensor.Flows.Table;
using NetSensor.Wire;

namespace NetSensor.Flows.Naming;

/// <summary>Names a flow by its content alone, so that every run and every number of shards gives the same names.</summary>
internal static class FlowNames
{
    /// <summary>Who this flow is.</summary>
    public static FlowIdentity Identify(in FlowRecord flow, IReadOnlyList<string>? tunnelParents) => new()
    {
        Order = Hash(flow, 0x9E37_79B9_7F4A_7C15),
        UidTail = (uint)Hash(flow, 0xC2B2_AE3D_27D4_EB4F),
        IsOneWay = flow.Is(FlowMarks.OneWay),
        Start = flow.Start,
        Originator = flow.Originator,
        Responder = flow.Responder,
        OriginatorPort = flow.OriginatorPort,
        ResponderPort = flow.ResponderPort,
        Transport = flow.Transport,
        Protocol = flow.Protocol,
        Vlan = Vlan(flow.OuterVlan),
        InnerVlan = Vlan(flow.InnerVlan),
        OriginatorMac = flow.OriginatorMac,
        ResponderMac = flow.ResponderMac,
        TunnelParents = tunnelParents,
    };

    private static int Vlan(ushort tag) => (tag & PacketHeaders.VlanPresent) != 0 ? tag & 0x0FFF : -1;

    /// <summary>Does not change when originator and responder are swapped later.</summary>
    private static ulong Hash(in FlowRecord flow, ulong seed)
    {
        var a = flow.Originator.Mix64() ^ ((ulong)flow.OriginatorPort * 0x9E37_79B9_7F4A_7C15);
        var b = flow.Responder.Mix64() ^ ((ulong)flow.ResponderPort * 0x9E37_79B9_7F4A_7C15);
        var mixed = Mix(seed ^ (ulong)flow.Start.Nanoseconds);
        mixed = Mix(mixed ^ (Mix(a ^ seed) + Mix(b ^ seed)));
        return Mix(mixed ^ flow.Scope ^ (byte)flow.Protocol);
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }
}
