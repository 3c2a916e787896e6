using NetSensor.Events;
using NetSensor.Protocols.Recognition;

namespace NetSensor.Protocols.Dhcp;

/// <summary>DHCP (RFC 2131).</summary>
public static class DhcpProtocol
{
    /// <summary>The descriptor.</summary>
    public static ProtocolDescriptor Descriptor { get; } =
        Recognised.Anywhere("dhcp", Transport.Udp, [67, 68, 4011], (bytes, _) => DhcpMessage.Judge(bytes));
}
