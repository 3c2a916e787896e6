using NetSensor.Events;

namespace NetSensor.Protocols.Syslog;

/// <summary>Syslog over UDP (RFC 5426). Devices leave out even the priority, so its port tells it.</summary>
public static class SyslogProtocol
{
    /// <summary>Its name in conn.log.</summary>
    public const string Service = "syslog";

    /// <summary>The descriptor.</summary>
    public static ProtocolDescriptor Descriptor { get; } = new(Service, Transport.Udp, [514], Probe, () => new SyslogParser());

    private static ProbeVerdict Probe(ReadOnlySpan<byte> bytes, Direction direction, bool likelyPort) =>
        likelyPort && !bytes.IsEmpty ? ProbeVerdict.Yes : ProbeVerdict.No;
}
