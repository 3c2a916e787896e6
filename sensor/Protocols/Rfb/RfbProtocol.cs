using NetSensor.Events;
using NetSensor.Protocols.Recognition;

namespace NetSensor.Protocols.Rfb;

/// <summary>RFB (RFC 6143), the protocol of VNC.</summary>
public static class RfbProtocol
{
    /// <summary>The descriptor.</summary>
    public static ProtocolDescriptor Descriptor { get; } = Recognised.Anywhere("rfb", Transport.Tcp, [5900, 5901], RfbMessage.Judge);
}
