using NetSensor.Events;
using NetSensor.Flows.Table;

namespace NetSensor.Flows.Naming;

/// <summary>How sure it is who opened a flow.</summary>
internal static class DirectionConfidence
{
    private const double ByHandshake = 1.0;
    private const double ByServerPort = 0.9;
    private const double ByLowerPort = 0.7;
    private const double ByFirstPacket = 0.5;

    /// <summary>0 to 1: a handshake proves it, a well-known port on the responder's side nearly does, the first packet seen is a guess.</summary>
    public static double Of(in FlowRecord flow)
    {
        switch (flow.Transport)
        {
            case Transport.Tcp when flow.Is(FlowMarks.HandshakeSeen): return ByHandshake;
            case Transport.Icmp or Transport.Other: return ByServerPort;
        }
        var transport = flow.Transport;
        var server = ServerPorts.IsLikely(transport, flow.ResponderPort);
        var client = ServerPorts.IsLikely(transport, flow.OriginatorPort);
        if (server != client) return server ? ByServerPort : ByFirstPacket;
        return flow.ResponderPort < flow.OriginatorPort ? ByLowerPort : ByFirstPacket;
    }
}
