using NetSensor.Events;

namespace NetSensor.Protocols.Bacnet;

/// <summary>BACnet/IP (ASHRAE 135 annex J).</summary>
public static class BacnetProtocol
{
    /// <summary>Its name in conn.log; Zeek 7.0 has none.</summary>
    public const string Service = "bacnet";

    private const ushort Port = 0xbac0;

    /// <summary>The descriptor. Mark and length are weak: its port must tell it as well.</summary>
    public static ProtocolDescriptor Descriptor { get; } = new(Service, Transport.Udp, [Port], Probe, () => new BacnetParser());

    private static ProbeVerdict Probe(ReadOnlySpan<byte> bytes, Direction direction, bool likelyPort) =>
        likelyPort && BacnetMessage.TryRead(bytes, out _) ? ProbeVerdict.Yes : ProbeVerdict.No;
}
