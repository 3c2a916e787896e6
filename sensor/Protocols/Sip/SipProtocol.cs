using NetSensor.Events;
using NetSensor.Protocols.Recognition;

namespace NetSensor.Protocols.Sip;

/// <summary>SIP (RFC 3261) over UDP.</summary>
public static class SipProtocol
{
    /// <summary>The descriptor.</summary>
    public static ProtocolDescriptor Descriptor { get; } = Recognised.Anywhere("sip", Transport.Udp, [5060], (bytes, _) => SipMessage.Judge(bytes));
}
