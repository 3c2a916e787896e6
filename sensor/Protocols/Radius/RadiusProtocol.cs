using NetSensor.Events;
using NetSensor.Protocols.Recognition;

namespace NetSensor.Protocols.Radius;

/// <summary>RADIUS (RFC 2865).</summary>
public static class RadiusProtocol
{
    /// <summary>The descriptor.</summary>
    public static ProtocolDescriptor Descriptor { get; } = Recognised.OnItsPorts("radius", Transport.Udp, [1812], (bytes, _) => RadiusMessage.Judge(bytes));
}
