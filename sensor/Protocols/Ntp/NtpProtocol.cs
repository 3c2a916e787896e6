using NetSensor.Events;

namespace NetSensor.Protocols.Ntp;

/// <summary>NTP (RFC 5905). Its messages have no mark of their own, so only its port tells it.</summary>
public static class NtpProtocol
{
    /// <summary>Its name in conn.log.</summary>
    public const string Service = "ntp";

    /// <summary>The descriptor.</summary>
    public static ProtocolDescriptor Descriptor { get; } = new(Service, Transport.Udp, [123], Probe, () => new NtpParser());

    private static ProbeVerdict Probe(ReadOnlySpan<byte> bytes, Direction direction, bool likelyPort) =>
        likelyPort ? NtpMessage.Judge(bytes) : ProbeVerdict.No;
}
