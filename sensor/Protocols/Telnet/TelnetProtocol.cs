using NetSensor.Events;

namespace NetSensor.Protocols.Telnet;

/// <summary>TELNET (RFC 854): terminals of hosts and devices, in the clear.</summary>
public static class TelnetProtocol
{
    /// <summary>Its name in conn.log.</summary>
    public const string Service = "telnet";

    /// <summary>The descriptor.</summary>
    public static ProtocolDescriptor Descriptor { get; } = new(
        Service, Transport.Tcp, [23, 2323], (bytes, _, likelyPort) => TelnetMessage.BeginsNegotiation(bytes, likelyPort), () => new TelnetParser());
}
