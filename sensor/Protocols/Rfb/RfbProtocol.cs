using NetSensor.Events;

namespace NetSensor.Protocols.Rfb;

/// <summary>RFB (RFC 6143), the protocol of VNC.</summary>
public static class RfbProtocol
{
    /// <summary>Its name in conn.log.</summary>
    public const string Service = "rfb";

    /// <summary>The descriptor.</summary>
    public static ProtocolDescriptor Descriptor { get; } =
        new(Service, Transport.Tcp, [5900, 5901], (bytes, _, _) => RfbMessage.BeginsVersion(bytes), () => new RfbParser());
}
