using NetSensor.Events;

namespace NetSensor.Protocols.Radius;

/// <summary>RADIUS (RFC 2865, RFC 2866), on the ports of today and of old.</summary>
public static class RadiusProtocol
{
    /// <summary>Its name in conn.log.</summary>
    public const string Service = "radius";

    /// <summary>The descriptor.</summary>
    public static ProtocolDescriptor Descriptor { get; } = new(Service, Transport.Udp, [1812, 1813, 1645, 1646], Probe, () => new RadiusParser());

    private static ProbeVerdict Probe(ReadOnlySpan<byte> bytes, Direction direction, bool likelyPort) =>
        likelyPort ? RadiusMessage.Judge(bytes) : ProbeVerdict.No;
}
