using NetSensor.Events;

namespace NetSensor.Protocols.WsDiscovery;

/// <summary>WS-Discovery over UDP (OASIS WS-Discovery 1.1). Zeek has no name for it.</summary>
public static class WsDiscoveryProtocol
{
    /// <summary>The descriptor: matches come to the port that probed, so its content tells it.</summary>
    public static ProtocolDescriptor Descriptor { get; } = new(
        "ws-discovery", Transport.Udp, [3702], static (bytes, _, _) => WsDiscoveryMessage.TryRead(bytes, out _) ? ProbeVerdict.Yes : ProbeVerdict.No,
        static () => new WsDiscoveryParser());
}
