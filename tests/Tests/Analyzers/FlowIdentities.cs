using NetSensor.Events;
using NetSensor.Wire;

namespace NetSensor.Tests.Analyzers;

/// <summary>Flows to hang events on.</summary>
internal static class FlowIdentities
{
    /// <summary>A flow; its uid is the port and the time.</summary>
    public static FlowIdentity Of(string source, string target, ushort port, Timestamp start, Transport transport = Transport.Tcp) => new()
    {
        Uid = $"C{port}-{start.Nanoseconds}",
        Start = start,
        Originator = IpAddr.Parse(source),
        Responder = IpAddr.Parse(target),
        OriginatorPort = 50_000,
        ResponderPort = port,
        Transport = transport,
        Protocol = transport == Transport.Udp ? IpProtocol.Udp : IpProtocol.Tcp,
        CommunityId = "1:x",
        Order = (ulong)start.Nanoseconds,
    };
}
