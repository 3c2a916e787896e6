using NetSensor.Events;

namespace NetSensor.Protocols.WireGuard;

/// <summary>WireGuard, on whatever port.</summary>
public static class WireGuardProtocol
{
    /// <summary>Its name in conn.log; Zeek 7.0 has none.</summary>
    public const string Service = "wireguard";

    /// <summary>The descriptor.</summary>
    public static ProtocolDescriptor Descriptor { get; } = new(Service, Transport.Udp, [51820], Probe, () => new WireGuardParser());

    private static ProbeVerdict Probe(ReadOnlySpan<byte> bytes, Direction direction, bool likelyPort) =>
        WireGuardMessage.IsInitiation(bytes) ? ProbeVerdict.Yes : ProbeVerdict.No;
}
