using NetSensor.Events;

namespace NetSensor.Protocols.Dhcp;

/// <summary>DHCP (RFC 2131).</summary>
public static class DhcpProtocol
{
    /// <summary>Zeek's name of the service.</summary>
    public const string Name = "dhcp";

    /// <summary>The descriptor: the cookie tells it on any port.</summary>
    public static ProtocolDescriptor Descriptor { get; } =
        new(Name, Transport.Udp, [67, 68, 4011], static (bytes, _, _) => DhcpMessage.Judge(bytes), static () => new DhcpParser());
}
