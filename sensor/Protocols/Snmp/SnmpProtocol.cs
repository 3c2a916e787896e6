using NetSensor.Events;
using NetSensor.Protocols.Recognition;

namespace NetSensor.Protocols.Snmp;

/// <summary>SNMP, all three versions.</summary>
public static class SnmpProtocol
{
    /// <summary>The descriptor.</summary>
    public static ProtocolDescriptor Descriptor { get; } = Recognised.Anywhere("snmp", Transport.Udp, [161, 162], SnmpMessage.Judge);
}
