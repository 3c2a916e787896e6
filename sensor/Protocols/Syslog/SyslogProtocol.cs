using NetSensor.Events;
using NetSensor.Protocols.Recognition;

namespace NetSensor.Protocols.Syslog;

/// <summary>Syslog over UDP (RFC 5426). Devices leave out even the priority, so its port tells it.</summary>
public static class SyslogProtocol
{
    /// <summary>The descriptor.</summary>
    public static ProtocolDescriptor Descriptor { get; } =
        Recognised.OnItsPorts("syslog", Transport.Udp, [514], (bytes, _) => bytes.IsEmpty ? ProbeVerdict.No : ProbeVerdict.Yes);
}
