using NetSensor.Events;
using NetSensor.Protocols.Recognition;

namespace NetSensor.Protocols.Ntp;

/// <summary>NTP (RFC 5905). Its messages have no mark of their own, so only its port tells it.</summary>
public static class NtpProtocol
{
    /// <summary>The descriptor.</summary>
    public static ProtocolDescriptor Descriptor { get; } = Recognised.OnItsPorts("ntp", Transport.Udp, [123], (bytes, _) => NtpMessage.Judge(bytes));
}
