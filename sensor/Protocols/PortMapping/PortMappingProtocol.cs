using NetSensor.Events;

namespace NetSensor.Protocols.PortMapping;

/// <summary>NAT-PMP (RFC 6886) and PCP (RFC 6887). Their messages have little of a mark, so only their port tells them.</summary>
public static class PortMappingProtocol
{
    /// <summary>Its name in conn.log; Zeek has none.</summary>
    public const string Service = "port_mapping";

    /// <summary>The descriptor.</summary>
    public static ProtocolDescriptor Descriptor { get; } = new(Service, Transport.Udp, [5351], Probe, () => new PortMappingParser());

    private static ProbeVerdict Probe(ReadOnlySpan<byte> bytes, Direction direction, bool likelyPort) =>
        likelyPort && PortMappingMessage.TryRead(bytes, out _) ? ProbeVerdict.Yes : ProbeVerdict.No;
}
